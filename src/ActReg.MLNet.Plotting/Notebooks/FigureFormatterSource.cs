namespace ActReg.MLNet.Plotting;

/// <summary>What .NET Interactive creates by reflection to learn how figures are shown.</summary>
internal sealed class FigureFormatterSource
{
#pragma warning disable CA1822 // The notebook calls it on an instance.
    public IEnumerable<object> CreateTypeFormatters() => [new FigureHtmlFormatter()];
#pragma warning restore CA1822
}
