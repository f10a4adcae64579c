namespace ActReg.MLNet.Cli.Terminal;

/// <summary>Says which option a file error comes from.</summary>
internal static class Writing
{
    /// <summary>Does <paramref name="write"/>.</summary>
    /// <exception cref="IOException">It could not; the message names option, path and reason.</exception>
    public static void To(string option, string path, Action write)
    {
        try
        {
            write();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"{option} '{path}' cannot be written: {error.Message}", error);
        }
    }
}
