using ActReg.MLNet;
using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>Where <c>mlContext.Model</c> offers to save models with checksums, and to verify these before anything is loaded.</summary>
/// <remarks>
/// The file is ML.NET's own, and <c>mlContext.Model.Load</c> reads it as any other. One more entry lists the length and the SHA-256 of
/// all others. That finds damage, not malice: there is no signature, and who changes an entry on purpose can change the list, too.
/// </remarks>
public static class VerifiedModelCatalog
{
    /// <summary>Saves a model with checksums. The file is replaced in one step: at any moment it is the old one or the new one.</summary>
    /// <param name="catalog"><c>mlContext.Model</c>.</param>
    /// <param name="model">A trained model of any kind.</param>
    /// <param name="inputSchema">The columns that it takes, or <see langword="null"/>.</param>
    /// <param name="path">The file; neither a pipe nor a device, which a stream is for. An empty one that is there is replaced as any other.</param>
    /// <exception cref="ArgumentException">The path names no file that could be written.</exception>
    /// <exception cref="IOException">The file cannot be written; one that was there before is as it was.</exception>
    public static void SaveVerified(this ModelOperationsCatalog catalog, ITransformer model, DataViewSchema? inputSchema, string path)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(path);
        Rule.ThrowIfBroken([AtomicFile.Problem(path, nameof(path))]);
        var target = new AtomicFile(path);
        target.DeleteLeftovers();
        Try($"path: \"{path}\" cannot be written", () => target.Write(file => Save(catalog, model, inputSchema, file)));
    }

    /// <summary>Saves a model with checksums. It is made in a temporary file, and then written from where the stream is.</summary>
    /// <inheritdoc cref="SaveVerified(ModelOperationsCatalog, ITransformer, DataViewSchema?, string)"/>
    /// <param name="catalog"><c>mlContext.Model</c>.</param>
    /// <param name="model">A trained model of any kind.</param>
    /// <param name="inputSchema">The columns that it takes, or <see langword="null"/>.</param>
    /// <param name="stream">What to write to; it stays open, and need not be one that can be sought in.</param>
    /// <exception cref="ArgumentException">The stream cannot be written to.</exception>
    /// <exception cref="IOException">The temporary file or the stream cannot be written.</exception>
    public static void SaveVerified(this ModelOperationsCatalog catalog, ITransformer model, DataViewSchema? inputSchema, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(stream);
        if (!stream.CanWrite)
            throw new ArgumentException(Rule.Broken(nameof(stream), "must be open for writing", "one that cannot be written to"));
        using var file = CreatePrivateFile(catalog);
        Try($"The temporary file in \"{Folder(catalog)}\" cannot be written", () => Save(catalog, model, inputSchema, file));
        file.Position = 0;
        // What a stream of the caller's throws, the caller knows.
        file.CopyTo(stream);
    }

    /// <summary>Verifies a model that <c>SaveVerified</c> saved, and loads what was verified.</summary>
    /// <remarks>
    /// All entries are unpacked, no further than to the length that is listed, and compared with their checksums before ML.NET reads any of them.
    /// That takes a buffer of 64 KiB beside what ML.NET takes to load, and room for the unpacked entries in <see cref="MLContext.TempFilePath"/>.
    /// </remarks>
    /// <param name="catalog"><c>mlContext.Model</c>.</param>
    /// <param name="path">The file.</param>
    /// <param name="inputSchema">The columns that it takes; <see langword="null"/> if it was saved without.</param>
    /// <exception cref="ArgumentException">The path names a folder, a pipe or a device; or the stream cannot be read.</exception>
    /// <exception cref="FormatException">The file has no checksums, or does not agree with them. The message names file, entry and rule.</exception>
    /// <exception cref="IOException">The file is not there or cannot be read, or there is no room to unpack it.</exception>
    public static ITransformer LoadVerified(this ModelOperationsCatalog catalog, string path, out DataViewSchema? inputSchema)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(path);
        // A pipe that nobody writes to would be waited for without end.
        if (FileKinds.Of(path) is var kind && kind is FileKind.Folder or FileKind.Pipe or FileKind.Device)
        {
            throw new ArgumentException(Rule.Broken(
                nameof(path), "must name a file; what comes through a pipe or from a device, LoadVerified reads as a stream", $"\"{path}\", a {kind.ToString().ToLowerInvariant()}"));
        }

        using var file = File.OpenRead(path);
        return Load(catalog, file, $"The model file \"{path}\"", out inputSchema);
    }

    /// <inheritdoc cref="LoadVerified(ModelOperationsCatalog, string, out DataViewSchema?)"/>
    /// <param name="catalog"><c>mlContext.Model</c>.</param>
    /// <param name="stream">What to read from, from where it is to its end; it stays open.</param>
    /// <param name="inputSchema">The columns that it takes; <see langword="null"/> if it was saved without.</param>
    public static ITransformer LoadVerified(this ModelOperationsCatalog catalog, Stream stream, out DataViewSchema? inputSchema)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(stream);
        if (!stream.CanRead)
            throw new ArgumentException(Rule.Broken(nameof(stream), "must be open for reading", "one that cannot be read"));
        using var file = CreatePrivateFile(catalog);
        Try($"The model in the stream cannot be copied to \"{Folder(catalog)}\"", () => stream.CopyTo(file));
        return Load(catalog, file, "The model in the stream", out inputSchema);
    }

    private static void Save(ModelOperationsCatalog catalog, ITransformer model, DataViewSchema? inputSchema, Stream file)
    {
        catalog.Save(model, inputSchema, file);
        try
        {
            VerifiedZip.AddChecksums(file);
        }
        catch (InvalidDataException e)
        {
            // ML.NET passes over it when the zip's end cannot be written.
            throw new IOException("ML.NET did not write it to its end; the disk may be full.", e);
        }
    }

    private static ITransformer Load(ModelOperationsCatalog catalog, Stream file, string what, out DataViewSchema? inputSchema)
    {
        using var verified = CreatePrivateFile(catalog);
        Try($"{what} cannot be unpacked into \"{Folder(catalog)}\"", () => VerifiedZip.Copy(file, verified, what));
        // ML.NET reads number by number.
        using var buffered = new BufferedStream(verified);
        return catalog.Load(buffered, out inputSchema);
    }

    private static FileStream CreatePrivateFile(ModelOperationsCatalog catalog) => PrivateFile.Create(Folder(catalog));

    private static string Folder(ModelOperationsCatalog catalog) => CatalogUtils.GetEnvironment(catalog).TemporaryFolder();

    /// <summary>Has an error of the disk say what it kept from being done.</summary>
    private static void Try(string failure, Action act)
    {
        try
        {
            act();
        }
        catch (Exception e) when (AtomicFile.IsFailure(e))
        {
            throw new IOException($"{failure}. {e.Message}", e);
        }
    }
}
