using ScottPlot;
using ScottPlot.Colormaps;

namespace ActReg.MLNet.Plotting;

/// <summary>The colors of all figures: those of Okabe and Ito, apart for every kind of color vision.</summary>
internal static class Palette
{
    public static readonly Color Blue = Color.FromHex("#0072B2");
    public static readonly Color Orange = Color.FromHex("#D55E00");
    public static readonly Color Green = Color.FromHex("#009E73");
    public static readonly Color Purple = Color.FromHex("#CC79A7");
    public static readonly Color Sky = Color.FromHex("#56B4E9");
    public static readonly Color Amber = Color.FromHex("#E69F00");
    public static readonly Color Gray = Color.FromHex("#666666");
    public static readonly Color Faded = Color.FromHex("#9AA7B0");
    public static readonly Color Ink = Color.FromHex("#333333");
    public static readonly Color Grid = Color.FromHex("#E8E8E8");
    public static readonly Color Background = Colors.White;

    /// <summary>Probability 0 to 1: the classes' hues, paler than their points, white between.</summary>
    public static readonly IColormap Probability = new CustomInterpolated(
        [Color.FromHex("#8FC3E3"), Color.FromHex("#CBE3F1"), Color.FromHex("#FCFCFC"), Color.FromHex("#FADFCB"), Color.FromHex("#F2B78D")]);

    /// <summary>0 to 1, from dark to light: readable on white, and in print without color.</summary>
    public static readonly IColormap Rank = new CustomInterpolated(
        [Color.FromHex("#2D0A57"), Color.FromHex("#3B528B"), Color.FromHex("#21918C"), Color.FromHex("#5EC962"), Color.FromHex("#C2D84A")]);

    public static Color OfClass(bool label) => label ? Orange : Blue;
}
