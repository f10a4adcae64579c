using System.Globalization;

namespace ActReg.MLNet.Cli.CaseStudy;

/// <summary>Figures as people read them.</summary>
internal static class Format
{
    public static string Accuracy(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);

    public static string Loss(double value) => Accuracy(value);

    public static string Activation(double value) => Accuracy(value);

    public static string Share(double value) => value.ToString("0.0%", CultureInfo.InvariantCulture);

    public static string Seconds(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);

    public static string Interval(MeanInterval interval) => $"{Accuracy(interval.Low)} to {Accuracy(interval.High)}";
}
