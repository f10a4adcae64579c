using System.Text;

namespace ActReg.MLNet.Cli.Tables;

/// <summary>What is said about a text file beside its name; a Parquet file says it itself.</summary>
/// <param name="Separator">What separates cells; <see langword="null"/> to find it in the header.</param>
/// <param name="Numbers">How numbers are written.</param>
internal sealed record TableFormat(char? Separator, NumberNotation Numbers)
{
    /// <summary>How letters are written; <see langword="null"/> for UTF-8, or UTF-16 with a byte order mark.</summary>
    public Encoding? Encoding { get; init; }

    public static TableFormat Default { get; } = new(null, NumberNotation.Invariant);
}
