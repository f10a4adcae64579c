namespace ActReg.MLNet.Interchange;

/// <summary>Reads and writes <c>state_dict</c>s of PyTorch: what <c>torch.save(model.state_dict(), "model.pt")</c> writes, and <c>torch.load</c> reads. libtorch is not needed.</summary>
/// <remarks>
/// <para>Such a file is a pickle, which can make Python run anything. Here nothing of it is run: a pickle that asks for anything but tensors and dictionaries is refused, as <c>torch.load(weights_only=True)</c> does.</para>
/// <para>Where there is a choice, <see cref="SafeTensors"/> is the simpler format.</para>
/// </remarks>
public static class PyTorchFile
{
    /// <summary>Reads all tensors, for <c>ImportWeights</c> with <see cref="WeightFormat.PyTorch"/>.</summary>
    /// <remarks>Numbers of other types become <see cref="float"/>: of 64 bits the nearest one; whole numbers and truth values, too. Tensors may be parts of others, and transposed.</remarks>
    /// <param name="path">The file, of PyTorch 1.6 or later.</param>
    /// <returns>In the order of the dictionary.</returns>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="FormatException">It is no such file, is damaged, or asks for what a state_dict does not have.</exception>
    public static IReadOnlyList<WeightTensor> ReadStateDict(string path)
    {
        using var stream = InputFile.Open(path);
        return StateDict.Read(stream);
    }

    /// <summary>Writes a file, which is replaced whole or not at all.</summary>
    /// <param name="path">The file.</param>
    /// <param name="tensors">What to write, such as a network's <c>GetWeights(WeightFormat.PyTorch)</c>, as numbers of 32 bits.</param>
    /// <exception cref="ArgumentException">Two have the same name, or one has no values for its shape.</exception>
    /// <exception cref="IOException">The file cannot be written, and is as it was.</exception>
    public static void WriteStateDict(string path, IReadOnlyList<WeightTensor> tensors)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(tensors);
        StateDictWriter.Check(tensors);
        ResultFile.Write(Path.GetFullPath(path), stream => StateDictWriter.Write(stream, tensors));
    }
}
