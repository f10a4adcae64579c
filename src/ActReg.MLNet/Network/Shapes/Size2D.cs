using System.Runtime.CompilerServices;

namespace ActReg.MLNet;

/// <summary>A height and a width, both at least 1, such as those of a convolution's kernel; a single number is both.</summary>
/// <param name="Height">Rows.</param>
/// <param name="Width">Columns.</param>
public readonly record struct Size2D(int Height, int Width)
{
    /// <summary>A square.</summary>
    public static implicit operator Size2D(int size) => new(size, size);

    /// <summary>A rectangle: <c>(height, width)</c>.</summary>
    public static implicit operator Size2D((int Height, int Width) size) => new(size.Height, size.Width);

    /// <exception cref="ArgumentOutOfRangeException">A height or width is less than 1.</exception>
    internal static Size2D RequireAtLeastOne(Size2D value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        value is { Height: >= 1, Width: >= 1 }
            ? value : throw new ArgumentOutOfRangeException(name, Rule.Broken(name, "must be at least 1 in height and width", value));

    /// <summary>The size as <c>(height, width)</c>.</summary>
    public override string ToString() => $"({Height}, {Width})";
}
