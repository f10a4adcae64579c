namespace ActReg.MLNet.Interchange;

/// <summary>A state_dict in the zip that <c>torch.save</c> writes since PyTorch 1.6: a pickle, and a file for the numbers of each storage.</summary>
internal static class StateDict
{
    private const string Kind = "state_dict of PyTorch";
    private const string Pickle = "data.pkl";
    private const string ByteOrder = "byteorder";

    /// <summary>Weights that layers have in common are there for each; but not for very many.</summary>
    private const int SharedBy = 100;

    public static FormatException Damaged(string what, Exception? inner = null) => Interchange.Damaged.File(Kind, what, inner);

    /// <summary>All tensors, in the pickle's order.</summary>
    public static IReadOnlyList<WeightTensor> Read(Stream stream)
    {
        if (!ZipEntries.IsZip(InputFile.Start(stream, length: 4)))
            throw Damaged("it is no zip; files of torch.save before PyTorch 1.6 are not read: save it again with a later one");
        using var zip = new ZipEntries(stream, Kind);
        var pickle = zip.Names.Where(name => name == Pickle || name.EndsWith($"/{Pickle}", StringComparison.Ordinal)).ToArray() is [var one] ? one : throw Damaged($"it must have one {Pickle}");
        var folder = pickle[..^Pickle.Length];
        if (zip.Has(folder + ByteOrder) && !zip.Read(folder + ByteOrder).ToArray().AsSpan().StartsWith("little"u8))
            throw Damaged("its numbers are not little-endian");

        var named = Tensors(PickleReader.Read(zip.Read(pickle).ToArray())).ToArray();
        var names = new HashSet<string>();
        var weights = new List<WeightTensor>();
        var storages = new Dictionary<string, ReadOnlyMemory<byte>>();
        long left = 0;
        foreach (var (name, tensor) in named)
        {
            if (!names.Add(name))
                throw Damaged($"it has {Interchange.Damaged.Quoted(name)} twice");
            if (!storages.TryGetValue(tensor.Storage.Key, out var bytes))
            {
                var content = zip.Read($"{folder}data/{tensor.Storage.Key}");
                storages[tensor.Storage.Key] = bytes = content.GetBuffer().AsMemory(0, (int)content.Length);
                left += SharedBy * (long)content.Length;
            }

            weights.Add(new(name, tensor.Shape, tensor.Read(bytes.Span, name)));
            if ((left -= (long)tensor.Count * tensor.Storage.Kind.Size) < 0)
                throw Damaged($"its tensors share their numbers more than {SharedBy} times over");
        }

        return weights;
    }

    /// <summary>A dictionary of tensors, and of nothing else.</summary>
    private static IEnumerable<(string Name, PickledTensor Tensor)> Tensors(object? pickled)
    {
        if (pickled is not PickleDictionary dictionary)
            throw Damaged("it is no dictionary: save model.state_dict()");
        foreach (var (key, value) in dictionary.Items)
        {
            if (key is not string name)
                throw Damaged("a tensor has no name");
            yield return value is PickledTensor tensor ? (name, tensor)
                : throw Damaged($"{Interchange.Damaged.Quoted(name)} is no tensor: save model.state_dict() by itself");
        }
    }
}
