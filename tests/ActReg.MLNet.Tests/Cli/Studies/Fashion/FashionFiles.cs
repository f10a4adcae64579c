using System.Buffers.Binary;
using System.IO.Compression;

namespace ActReg.MLNet.Tests.Cli;

/// <summary>A tiny data set in the files of Fashion-MNIST: the kind of an image is the row that is bright in it.</summary>
internal static class FashionFiles
{
    public static readonly string[] Names =
        ["train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte.gz", "t10k-images-idx3-ubyte.gz", "t10k-labels-idx1-ubyte.gz"];

    /// <summary>Writes the four files.</summary>
    public static void Write(string folder, int trainImages = 200, int testImages = 60)
    {
        Directory.CreateDirectory(folder);
        WriteSet(folder, Names[0], Names[1], trainImages, new Random(1));
        WriteSet(folder, Names[2], Names[3], testImages, new Random(2));
    }

    /// <summary>Writes one file.</summary>
    public static void Write(string path, int magicNumber, int[] dimensions, byte[] values)
    {
        using var file = new GZipStream(File.Create(path), CompressionLevel.Fastest);
        foreach (var number in (int[])[magicNumber, .. dimensions])
        {
            var bytes = new byte[4];
            BinaryPrimitives.WriteInt32BigEndian(bytes, number);
            file.Write(bytes);
        }

        file.Write(values);
    }

    private static void WriteSet(string folder, string imageFile, string labelFile, int count, Random random)
    {
        byte[] labels = [.. Enumerable.Range(0, count).Select(i => (byte)(i % 10))];
        byte[] pixels = [.. labels.SelectMany(label => Enumerable.Range(0, 784).Select(
            place => (byte)(random.Next(60) + (place / 28 / 2 == label + 2 ? 190 : 0))))];
        Write(Path.Combine(folder, imageFile), 0x803, [count, 28, 28], pixels);
        Write(Path.Combine(folder, labelFile), 0x801, [count], labels);
    }
}
