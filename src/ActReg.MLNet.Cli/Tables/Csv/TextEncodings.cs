using System.Text;

namespace ActReg.MLNet.Cli.Tables;

/// <summary>Encodings by their names. Bytes that are none of an encoding's text are an error: nobody would see what was put in their place.</summary>
internal static class TextEncodings
{
    /// <returns><see langword="null"/> for a name that is not known.</returns>
    public static Encoding? Of(string name)
    {
        // The name that people write is none of IANA's.
        var known = name.Equals("latin-1", StringComparison.OrdinalIgnoreCase) ? "iso-8859-1" : name;
        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(known, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)
                ?? Encoding.GetEncoding(known, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
        }
        catch (Exception error) when (error is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }
}
