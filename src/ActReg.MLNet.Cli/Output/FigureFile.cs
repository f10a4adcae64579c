using ActReg.MLNet.Plotting;

namespace ActReg.MLNet.Cli.Terminal;

/// <summary>A figure's way into a file of the command.</summary>
internal static class FigureFile
{
    /// <exception cref="IOException">The file cannot be written; the message names its option.</exception>
    public static void Save(this Figure figure, OutputPath file)
    {
        var png = figure.ToPng();
        file.Write(stream => stream.Write(png));
    }
}
