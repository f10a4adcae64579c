namespace ActReg.MLNet;

/// <summary>Weights in the safetensors format, which PyTorch, Keras, JAX and others read and write: a list of names, types and shapes in JSON, and behind it the numbers.</summary>
/// <remarks>
/// As its specification says (https://github.com/huggingface/safetensors, "Format"). Nothing in such a file is executed. Numbers of other types become <see cref="float"/>: of 64 bits the nearest
/// one; whole numbers and truth values, too.
/// </remarks>
public static class SafeTensors
{
    /// <summary>Reads all tensors of a file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>In the order of the numbers.</returns>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="FormatException">It is no such file, or is damaged.</exception>
    public static IReadOnlyList<WeightTensor> Read(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        using var stream = File.OpenRead(path);
        return Read(stream);
    }

    /// <summary>Reads all tensors up to the end of a stream.</summary>
    /// <param name="stream">The stream, at the format's first byte.</param>
    /// <returns>In the order of the numbers.</returns>
    /// <exception cref="FormatException">It is not in this format, or is damaged.</exception>
    public static IReadOnlyList<WeightTensor> Read(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var header = SafeTensorsHeader.Read(stream);
        var weights = new List<WeightTensor>();
        foreach (var entry in header)
            weights.Add(new(entry.Name, entry.Shape, entry.Kind.ToFloats(SafeTensorsHeader.ReadBytes(stream, entry.Length, $"tensor \"{entry.Name}\""))));
        return stream.ReadByte() < 0 ? weights : throw SafeTensorsHeader.Damaged("there are bytes behind the last tensor");
    }

    /// <summary>Writes a file, which is replaced whole or not at all.</summary>
    /// <param name="path">The file.</param>
    /// <param name="weights">What to write, as numbers of 32 bits.</param>
    /// <exception cref="ArgumentException">Two have the same name, or one has no values for its shape.</exception>
    /// <exception cref="IOException">The file cannot be written, and is as it was.</exception>
    public static void Write(string path, IReadOnlyList<WeightTensor> weights)
    {
        ArgumentNullException.ThrowIfNull(path);
        var header = SafeTensorsHeader.Of(weights);
        try
        {
            ResultFile.Write(Path.GetFullPath(path), stream => Write(stream, header, weights));
        }
        catch (DirectoryNotFoundException e)
        {
            throw new IOException($"'{path}' cannot be written: there is no folder '{Path.GetDirectoryName(Path.GetFullPath(path))}'.", e);
        }
    }

    /// <summary>Writes to a stream.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="weights">What to write, as numbers of 32 bits.</param>
    /// <exception cref="ArgumentException">Two have the same name, or one has no values for its shape.</exception>
    public static void Write(Stream stream, IReadOnlyList<WeightTensor> weights)
    {
        ArgumentNullException.ThrowIfNull(stream);
        Write(stream, SafeTensorsHeader.Of(weights), weights);
    }

    private static void Write(Stream stream, byte[] header, IReadOnlyList<WeightTensor> weights)
    {
        stream.Write(header);
        foreach (var weight in weights)
            stream.Write(TensorKind.FromFloats(weight.Values));
    }
}
