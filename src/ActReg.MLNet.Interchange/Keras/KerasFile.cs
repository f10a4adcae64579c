using System.Text;

namespace ActReg.MLNet.Interchange;

/// <summary>Reads what Keras saves: <c>.keras</c> and <c>.weights.h5</c> of Keras 3, <c>.h5</c> of Keras 2, and models in JSON. Nothing in a file is executed.</summary>
/// <remarks>
/// <para>By Keras's own sources (3.16): keras/src/saving/saving_lib.py and keras/src/legacy/saving/legacy_h5_format.py. What a file is, its content says, not its name.</para>
/// <para>Weights in it may be of 16, 32 or 64 bits, compressed by gzip or not. Links to elsewhere, in the file or in others, are refused.</para>
/// </remarks>
public static class KerasFile
{
    private const string Configuration = "config.json";
    private const string Metadata = "metadata.json";
    private const string Weights = "model.weights.h5";
    private const string Archive = ".keras file";
    private const string VersionName = "keras_version";
    private const int MostJsonBytes = 64 << 20;

    /// <summary>Reads all weights.</summary>
    /// <remarks>
    /// They are named <c>layer/weight</c>, for <c>ImportWeights</c> with <see cref="WeightFormat.Keras"/>: <c>dense_1/kernel</c> where the file has names (<c>.h5</c>), <c>dense_1/0</c> where it has numbers, with the layer named by its class
    /// then (<c>.keras</c> and <c>.weights.h5</c>). Of a model in the model: <c>sequential.dense/kernel</c>.
    /// </remarks>
    /// <param name="path">The file.</param>
    /// <returns>Layer by layer, each layer's in Keras's order.</returns>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="FormatException">It is no such file, is damaged, or has what is not read, such as weights that are whole numbers.</exception>
    public static IReadOnlyList<WeightTensor> ReadWeights(string path)
    {
        using var stream = InputFile.Open(path);
        var start = InputFile.Start(stream, length: 8);
        if (HdfFile.IsHdf(start))
        {
            using var file = new HdfFile(stream);
            return KerasWeights.Read(file.Root);
        }

        if (!ZipEntries.IsZip(start))
            throw new FormatException("This is no file of weights: it begins neither as HDF5 nor as a zip.");
        using var zip = new ZipEntries(stream, Archive);
        using var weights = new HdfFile(zip.Read(Weights));
        return KerasWeights.Read(weights.Root);
    }

    /// <summary>Reads what a model consists of, as layers here.</summary>
    /// <remarks>
    /// <para>Sequential models, and Functional ones in which each layer takes what one other puts out; models in a model are laid open. All that layers say is looked at: what is not known is refused, since it may change what is computed.
    /// Initializers are left out: training anew begins with this library's.</para>
    /// <para>How penalties on outputs are scaled depends on Keras's version: <see cref="KerasNetwork.ActivityReduction"/>.</para>
    /// </remarks>
    /// <param name="path">A <c>.keras</c> file, an <c>.h5</c> file of a whole model, or JSON: <c>config.json</c>, beside which <c>metadata.json</c> says the version, or what <c>model.to_json()</c> gave.</param>
    /// <param name="inputShape">The shape of a row here, [features], [timesteps, features] or [channels, height, width], for a model that leaves dimensions open; null for the model's.</param>
    /// <param name="reduction">How penalties on outputs are scaled, whatever the version; null for the version's.</param>
    /// <exception cref="NotSupportedException">The model has what no network here has: all of that, by layer.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="FormatException">It is no such file, or is damaged; or it has weights only.</exception>
    /// <exception cref="ArgumentException"><paramref name="inputShape"/> is no shape.</exception>
    public static KerasNetwork ReadNetwork(string path, IReadOnlyList<int>? inputShape = null, ActivityReduction? reduction = null)
    {
        if (inputShape != null && LayerShape.InputProblem(inputShape) is { } problem)
            throw new ArgumentException(problem, nameof(inputShape));
        using var stream = InputFile.Open(path);
        return KerasNetworkBuilder.Build(Describe(stream, path), inputShape, reduction);
    }

    private static KerasConfiguration Describe(FileStream stream, string path)
    {
        var start = InputFile.Start(stream, length: 8);
        if (HdfFile.IsHdf(start))
        {
            using var file = new HdfFile(stream);
            var json = file.Root.Texts("model_config") is [var text]
                ? text : throw new FormatException("This file has weights only, and does not say of what model: it has no model_config. Build the layers, and give it to KerasFile.ReadWeights.");
            return Configured(Encoding.UTF8.GetBytes(json), file.Root.Texts(VersionName) is [var version] ? version : null, isNumbered: false);
        }

        if (ZipEntries.IsZip(start))
        {
            using var zip = new ZipEntries(stream, Archive);
            var version = zip.Has(Metadata) ? KerasConfiguration.Text(KerasConfiguration.Parse(Json(zip, Metadata)), VersionName) : null;
            return Configured(Json(zip, Configuration), version, isNumbered: true);
        }

        if (stream.Length > MostJsonBytes)
            throw new FormatException($"This is no description of a Keras model: it has more than {MostJsonBytes} bytes.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return Configured(bytes, VersionBeside(path), isNumbered: null);
    }

    private static byte[] Json(ZipEntries zip, string name) => zip.LengthOf(name) <= MostJsonBytes
        ? zip.Read(name).ToArray() : throw new FormatException($"{name} has more than {MostJsonBytes} bytes.");

    /// <summary>What model.to_json() of Keras 2 gives says its version itself; what Keras 3 writes has modules.</summary>
    private static KerasConfiguration Configured(byte[] json, string? version, bool? isNumbered)
    {
        var model = KerasConfiguration.Parse(json);
        return new(KerasLayer.Read(model), version ?? KerasConfiguration.Text(model, VersionName), isNumbered ?? model.TryGetProperty("module", out _));
    }

    /// <summary>The version that a folder of Keras 3 has in a file of its own.</summary>
    private static string? VersionBeside(string path)
    {
        var metadata = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, Metadata);
        if (Path.GetFileName(path) != Configuration || !File.Exists(metadata))
            return null;
        using var stream = InputFile.Open(metadata);
        if (stream.Length > MostJsonBytes)
            throw new FormatException($"{Metadata} has more than {MostJsonBytes} bytes.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return KerasConfiguration.Text(KerasConfiguration.Parse(bytes), VersionName);
    }
}
