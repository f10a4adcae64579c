using System.IO.Compression;
using System.Text;

namespace ActReg.MLNet.Cli.Tables;

/// <summary>A file of text: UTF-8, or UTF-16 with a byte order mark; as it is, or compressed by gzip, whatever its name.</summary>
/// <param name="path">The file.</param>
internal sealed class TextFile(string path)
{
    private static readonly Encoding Utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true);

    private readonly Encoding _encoding = EncodingOf(path);

    /// <summary>Reads from the beginning, without the mark.</summary>
    /// <remarks>Bytes that are no text raise <see cref="DecoderFallbackException"/>: nobody would see what was put in their place.</remarks>
    public TextReader Open() => new StreamReader(OpenBytes(path), _encoding, detectEncodingFromByteOrderMarks: false);

    /// <summary>What is wrong with the bytes, and where.</summary>
    public string Problem()
    {
        if (_encoding is not UTF8Encoding)
            return "has bytes that are not UTF-16, which its byte order mark promises";
        using var bytes = new BufferedStream(OpenBytes(path));
        var line = new List<byte>();
        for (var number = 1; ; number++)
        {
            line.Clear();
            int next;
            while ((next = bytes.ReadByte()) >= 0 && next != '\n')
                line.Add((byte)next);
            if (next < 0 || !System.Text.Unicode.Utf8.IsValid(line.ToArray()))
                return $"has bytes in line {number} that are not UTF-8: it must be UTF-8, or UTF-16 with a byte order mark";
        }
    }

    private static Stream OpenBytes(string path)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var isCompressed = file.ReadByte() == 0x1F && file.ReadByte() == 0x8B;
        file.Position = 0;
        return isCompressed ? new GZipStream(file, CompressionMode.Decompress) : file;
    }

    private static Encoding EncodingOf(string path)
    {
        using var bytes = OpenBytes(path);
        return (bytes.ReadByte(), bytes.ReadByte()) switch
        {
            (0xFF, 0xFE) => new UnicodeEncoding(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true),
            (0xFE, 0xFF) => new UnicodeEncoding(bigEndian: true, byteOrderMark: true, throwOnInvalidBytes: true),
            _ => Utf8,
        };
    }
}
