using System.Globalization;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace ActReg.MLNet.Plotting;

/// <summary>Tick marks whose labels do not depend on the machine's culture.</summary>
internal static class Ticks
{
    public static ITickGenerator Linear(bool integersOnly = false) => new NumericAutomatic
    {
        IntegerTicksOnly = integersOnly,
        LabelFormatter = Format,
        MinorTickGenerator = new EvenlySpacedMinorTickGenerator(1),
        TickDensity = 0.6,
    };

    /// <summary>About six ticks a round step apart: two axes of equal scale get the same.</summary>
    public static ITickGenerator Even(double low, double high) => Of(EvenMajors(low, high));

    /// <summary>The same, where something else draws them.</summary>
    public static IEnumerable<(double Position, string Label)> EvenMajors(double low, double high)
    {
        if (!(high > low))
            return [(low, Format(low))];
        double rough = (high - low) / 6, power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        double step = power * (rough / power) switch { < 1.5 => 1, < 3.5 => 2, < 7.5 => 5, _ => 10 };
        var ticks = new List<(double, string)>();
        for (double i = Math.Ceiling(low / step); i * step <= high; i++)
            ticks.Add((i * step, Format(i * step)));
        return ticks;
    }

    /// <summary>Ticks at given places.</summary>
    public static ITickGenerator Of(IEnumerable<(double Position, string Label)> majors)
    {
        var ticks = new NumericManual();
        foreach (var (position, label) in majors)
            ticks.AddMajor(position, label);
        return ticks;
    }

    /// <summary>Ticks of an axis whose coordinates are base-10 logarithms.</summary>
    public static ITickGenerator Logarithmic(double low, double high)
    {
        var ticks = new NumericManual();
        foreach (var (position, label) in LogarithmicTicks(low, high))
        {
            if (label != null)
                ticks.AddMajor(position, label);
            else
                ticks.AddMinor(position);
        }

        return ticks;
    }

    /// <summary>The same, where something else draws them; minor ones have no label.</summary>
    public static IEnumerable<(double Position, string? Label)> LogarithmicTicks(double low, double high)
    {
        int step = Math.Max(1, (int)Math.Ceiling((high - low) / 8));
        for (int exponent = (int)Math.Floor(low); exponent <= Math.Ceiling(high); exponent++)
        {
            for (int digit = 1; digit <= 9; digit++)
            {
                double value = digit * Math.Pow(10, exponent), position = Math.Log10(value);
                if (position < low || position > high)
                    continue;
                if (IsMajor(digit, exponent))
                    yield return (position, Format(value));
                else if (step == 1)
                    yield return (position, null);
            }
        }

        // Less than two decades hold too few powers of ten to read values by.
        bool IsMajor(int digit, int exponent) => high - low < 2 ? digit is 1 or 2 or 5 : digit == 1 && exponent % step == 0;
    }

    /// <summary>Plain decimals in everyday ranges, powers of ten beyond, a true minus sign, never "-0".</summary>
    public static string Format(double value)
    {
        double rounded = Math.Abs(value) < 1e-12 ? 0 : value;
        double magnitude = Math.Abs(rounded);
        string format = magnitude is 0 or (>= 1e-4 and < 1e6) ? "0.########" : "0.###e0";
        return rounded.ToString(format, CultureInfo.InvariantCulture).Replace('-', '\u2212');
    }
}
