using System.Text;
using CsvHelper;

namespace ActReg.MLNet.Cli.Tables;

/// <summary>What a person is told of a file that cannot be read.</summary>
internal static class CsvErrors
{
    /// <param name="name">What messages call the file.</param>
    /// <param name="file">The file; asked for only where its bytes are no text.</param>
    /// <param name="read">Reads it.</param>
    public static T Explain<T>(string name, Func<TextFile> file, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (DecoderFallbackException error)
        {
            throw new TableException($"{name} {file().Problem()}.", error);
        }
        catch (InvalidDataException error)
        {
            throw new TableException($"{name} cannot be decompressed: {error.Message}", error);
        }
        catch (CsvFormatException error)
        {
            throw new TableException($"{name}, line {error.LineNumber}: {error.Message}", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new TableException($"{name} cannot be read: {error.Message}", error);
        }
    }
}
