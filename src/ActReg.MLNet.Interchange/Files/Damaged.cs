namespace ActReg.MLNet.Interchange;

/// <summary>What is wrong with a file of somebody else's.</summary>
internal static class Damaged
{
    /// <param name="kind">What it should be: <c>HDF5 file</c>.</param>
    /// <param name="what">What is wrong.</param>
    /// <param name="inner">What told.</param>
    public static FormatException File(string kind, string what, Exception? inner = null) => new($"This is no {kind}, or it is damaged: {what}.", inner);

    /// <summary>A name out of the file, for messages.</summary>
    public static string Quoted(string name) => $"\"{Line(name)}\"";

    /// <summary>A text out of the file: however long it is, and whatever it has in it, a message stays one line.</summary>
    public static string Line(string text, int mostCharacters = 100) => Excerpt.Of(string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c)), mostCharacters);
}
