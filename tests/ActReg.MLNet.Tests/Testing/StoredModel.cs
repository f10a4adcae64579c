using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Microsoft.ML;

namespace ActReg.MLNet.Tests;

/// <summary>A saved model as bytes, and surgery on the one entry of its zip that holds the network.</summary>
internal sealed class StoredModel
{
    private const string Signature = "ACTREGNN";

    /// <summary>Where ML.NET's header has the model's size, and where the parts behind it begin.</summary>
    private static readonly int[] SizeAndPlacesBehind = [0x18, 0x20, 0x30, 0x80, 0x88, 0x90];

    public StoredModel(MLContext mlContext, ITransformer model, DataViewSchema inputSchema)
    {
        using var stream = new MemoryStream();
        mlContext.Model.Save(model, inputSchema, stream);
        Zip = stream.ToArray();
        using var archive = new ZipArchive(new MemoryStream(Zip));
        EntryName = archive.Entries.Single(entry => IsNetwork(Bytes(entry))).FullName;
        Entry = Bytes(archive.GetEntry(EntryName)!);

        using var network = new MemoryStream();
        NetworkFile.Write(model.Network().ToTrainedNetwork(), network);
        var length = (int)network.Length;
        var start = Entry.AsSpan().IndexOf(network.GetBuffer().AsSpan(0, length));
        Network = start..(start + length);
    }

    /// <summary>The whole file.</summary>
    public byte[] Zip { get; }

    public string EntryName { get; }

    /// <summary>The network's entry: ML.NET's header, the network, ML.NET's own tables.</summary>
    public byte[] Entry { get; }

    /// <summary>Where in <see cref="Entry"/> the network itself stands, from its format version to its checksum.</summary>
    public Range Network { get; }

    /// <summary>The file with another network's entry, sound as a zip.</summary>
    public byte[] With(byte[] entry)
    {
        using var stream = new MemoryStream();
        using (var from = new ZipArchive(new MemoryStream(Zip)))
        using (var to = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var old in from.Entries)
            {
                using var target = to.CreateEntry(old.FullName).Open();
                target.Write(old.FullName == EntryName ? entry : Bytes(old));
            }
        }

        return stream.ToArray();
    }

    /// <summary>The file with another network in the same entry, whose header ML.NET finds right.</summary>
    public byte[] WithNetwork(byte[] network)
    {
        byte[] entry = [.. Entry[..Network.Start], .. network, .. Entry[Network.End..]];
        var moved = network.Length - (Network.End.Value - Network.Start.Value);
        foreach (var place in SizeAndPlacesBehind)
        {
            var field = entry.AsSpan(place);
            var value = BinaryPrimitives.ReadInt64LittleEndian(field);
            // 0 where there is no such part.
            if (value != 0)
                BinaryPrimitives.WriteInt64LittleEndian(field, value + moved);
        }

        return With(entry);
    }

    public static ITransformer Load(byte[] zip)
    {
        using var stream = new MemoryStream(zip);
        return new MLContext().Model.Load(stream, out _);
    }

    /// <summary>ML.NET's header begins with its own signature and sizes; the model's signature follows.</summary>
    private static bool IsNetwork(byte[] entry) =>
        Encoding.ASCII.GetString(entry.AsSpan(0, Math.Min(entry.Length, 256))).Contains(Signature, StringComparison.Ordinal);

    private static byte[] Bytes(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
