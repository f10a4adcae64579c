using System.IO.Compression;
using System.Text;

namespace ActReg.MLNet.Cli.Tables;

/// <summary>A file of text: UTF-8, or UTF-16 with a byte order mark, unless it is said to be something else; as it is, or compressed by gzip, whatever its name.</summary>
/// <param name="path">The file.</param>
/// <param name="encoding">What it is said to be; or <see langword="null"/>.</param>
internal sealed class TextFile(string path, Encoding? encoding)
{
    private static readonly Encoding Utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true);

    private readonly Encoding _encoding = EncodingOf(path, encoding);

    /// <summary>Reads from the beginning, without the mark.</summary>
    /// <remarks>Bytes that are no text raise <see cref="DecoderFallbackException"/>: nobody would see what was put in their place.</remarks>
    public TextReader Open() => new StreamReader(OpenBytes(path), _encoding, detectEncodingFromByteOrderMarks: false);

    /// <summary>What is wrong with the bytes, and where.</summary>
    public string Problem()
    {
        using var bytes = new BufferedStream(OpenBytes(path));
        var (decoder, line, letters) = (_encoding.GetDecoder(), 1, new char[8]);
        try
        {
            for (var next = bytes.ReadByte(); next >= 0; next = bytes.ReadByte())
                line += letters.AsSpan(0, decoder.GetChars([(byte)next], letters, flush: false)).Count('\n');
        }
        catch (DecoderFallbackException)
        {
            // It is in this line.
        }

        return FormattableString.Invariant($"has bytes in line {line} that are not {Name}");
    }

    private string Name => encoding != null ? $"{encoding.WebName}, which --encoding asks for"
        : _encoding is UTF8Encoding ? "UTF-8: it must be UTF-8, UTF-16 with a byte order mark, or what --encoding says, such as latin-1 or windows-1252"
        : "UTF-16, which its byte order mark promises";

    private static Stream OpenBytes(string path)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var isCompressed = file.ReadByte() == 0x1F && file.ReadByte() == 0x8B;
        file.Position = 0;
        return isCompressed ? new GZipStream(file, CompressionMode.Decompress) : file;
    }

    private static Encoding EncodingOf(string path, Encoding? encoding)
    {
        // Of UTF-16 the mark says which it is.
        if (encoding is not (null or UnicodeEncoding))
            return encoding;
        using var bytes = OpenBytes(path);
        return (bytes.ReadByte(), bytes.ReadByte()) switch
        {
            (0xFF, 0xFE) => new UnicodeEncoding(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true),
            (0xFE, 0xFF) => new UnicodeEncoding(bigEndian: true, byteOrderMark: true, throwOnInvalidBytes: true),
            _ => encoding ?? Utf8,
        };
    }
}
