using System.Buffers.Binary;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ActReg.MLNet;

/// <summary>What a safetensors file says of its tensors before their numbers.</summary>
internal static class SafeTensorsHeader
{
    /// <summary>That of the format's own implementation.</summary>
    private const int MostBytes = 100_000_000;

    private const int PartLength = 1 << 20;
    private const int Alignment = 8;
    private const string Metadata = "__metadata__";

    /// <summary>A tensor that a file has.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Kind">What its numbers are.</param>
    /// <param name="Shape">Its dimensions.</param>
    /// <param name="Start">Where, from the end of the header, its bytes begin.</param>
    /// <param name="Length">How many they are.</param>
    internal sealed record Entry(string Name, TensorKind Kind, int[] Shape, long Start, int Length);

    /// <summary>Reads a header, and leaves the stream at the first number.</summary>
    /// <returns>The tensors, which follow one another.</returns>
    public static IReadOnlyList<Entry> Read(Stream stream)
    {
        var length = BinaryPrimitives.ReadUInt64LittleEndian(ReadBytes(stream, sizeof(ulong), "the length of the header"));
        if (length is < 2 or > MostBytes)
            throw Damaged($"the header would have {length} bytes; it must have from 2 to {MostBytes}");
        Entry[] entries;
        try
        {
            using var json = JsonDocument.Parse(ReadBytes(stream, (int)length, "the header"), new JsonDocumentOptions { AllowDuplicateProperties = false });
            entries = [.. Entries(json.RootElement).OrderBy(entry => entry.Start).ThenBy(entry => entry.Length)];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw Damaged($"the header must be an object of JSON ({e.Message.TrimEnd('.')})", e);
        }

        long end = 0;
        foreach (var entry in entries)
        {
            if (entry.Start != end)
                throw Damaged($"tensor \"{entry.Name}\" begins at {entry.Start}, and the one before ends at {end}");
            end += entry.Length;
        }

        if (stream.CanSeek && stream.Length - stream.Position != end)
            throw Damaged($"tensors have {end} bytes, and the file has {stream.Length - stream.Position} for them");
        return entries;
    }

    /// <summary>Makes a header.</summary>
    public static byte[] Of(IReadOnlyList<WeightTensor> weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        var names = new HashSet<string>();
        using var buffer = new MemoryStream();
        buffer.Write(new byte[sizeof(ulong)]);
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            long start = 0;
            foreach (var weight in weights)
            {
                if (!names.Add(weight.Name) || weight.Name == Metadata)
                    throw new ArgumentException(Rule.Broken("weights", $"must have different names, none of them {Metadata}", weight.Name));
                if (weight.Shape.Any(dimension => dimension < 0) || weight.Shape.Aggregate(1L, (size, dimension) => size * dimension) != weight.Values.Length)
                    throw new ArgumentException(Rule.Broken($"weights ({weight})", "must have as many values as their shapes say", weight.Values.Length));
                json.WriteStartObject(weight.Name);
                json.WriteString("dtype", TensorKind.Single.Name);
                Write(json, "shape", weight.Shape.Select(dimension => (long)dimension));
                Write(json, "data_offsets", [start, start += (long)sizeof(float) * weight.Values.Length]);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        // Numbers begin at a multiple of eight bytes, behind spaces.
        while (buffer.Length % Alignment != 0)
            buffer.WriteByte((byte)' ');
        var bytes = buffer.ToArray();
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, (ulong)bytes.Length - sizeof(ulong));
        return bytes;
    }

    /// <summary>The next bytes of a stream; no more room is taken than there are.</summary>
    /// <exception cref="FormatException">There are fewer.</exception>
    public static byte[] ReadBytes(Stream stream, int length, string what)
    {
        if (stream.CanSeek && stream.Length - stream.Position < length)
            throw Damaged($"it ends within {what}");
        using var buffer = new MemoryStream();
        var part = new byte[Math.Min(length, PartLength)];
        while (buffer.Length < length)
        {
            var count = stream.Read(part, 0, (int)Math.Min(part.Length, length - buffer.Length));
            if (count == 0)
                throw Damaged($"it ends within {what}");
            buffer.Write(part, 0, count);
        }

        return buffer.ToArray();
    }

    public static FormatException Damaged(string what, Exception? inner = null) => new($"This is no safetensors file, or it is damaged: {what}.", inner);

    private static void Write(Utf8JsonWriter json, string name, IEnumerable<long> numbers)
    {
        json.WriteStartArray(name);
        foreach (var number in numbers)
            json.WriteNumberValue(number);
        json.WriteEndArray();
    }

    private static IEnumerable<Entry> Entries(JsonElement header) =>
        from tensor in header.EnumerateObject() where tensor.Name != Metadata select EntryOf(tensor.Name, tensor.Value);

    private static Entry EntryOf(string name, JsonElement tensor)
    {
        if (tensor.ValueKind != JsonValueKind.Object || !tensor.TryGetProperty("dtype", out var dtype) || dtype.ValueKind != JsonValueKind.String)
            throw Damaged($"tensor \"{name}\" has no dtype");
        var kind = TensorKind.Find(dtype.GetString()!) ?? throw new FormatException($"Tensor \"{name}\" must be of {TensorKind.Names}; it is of {dtype}.");
        long[] shape = Numbers(name, tensor, "shape"), offsets = Numbers(name, tensor, "data_offsets");
        if (offsets is not [var start, var end] || end < start)
            throw Damaged($"the data_offsets of tensor \"{name}\" must be its beginning and its end");
        var size = shape.Aggregate((Int128)kind.Size, (size, dimension) => size > Array.MaxLength ? size : size * dimension);
        if (shape.Any(dimension => dimension > Array.MaxLength) || size > Array.MaxLength || size != end - start)
            throw Damaged($"tensor \"{name}\" of {kind.Name} [{string.Join(", ", shape)}] has {end - start} bytes");
        return new(name, kind, [.. shape.Select(dimension => (int)dimension)], start, (int)(end - start));
    }

    private static long[] Numbers(string name, JsonElement tensor, string property)
    {
        if (!tensor.TryGetProperty(property, out var list) || list.ValueKind != JsonValueKind.Array)
            throw Damaged($"tensor \"{name}\" has no {property}");
        return [.. list.EnumerateArray().Select(item => item.ValueKind == JsonValueKind.Number && item.TryGetInt64(out var number) && number >= 0
            ? number : throw Damaged($"the {property} of tensor \"{name}\" must be whole numbers of at least 0"))];
    }
}
