namespace ActReg.MLNet;

/// <summary>The shape of a row's values between two layers; in memory the channels come last, as in Keras.</summary>
/// <param name="Rank">1 for units, 2 for a sequence, 3 for an image.</param>
/// <param name="Height">Of an image; else 1.</param>
/// <param name="Width">Of an image; of a sequence, its timesteps; else 1.</param>
/// <param name="Channels">Of an image; of a sequence, its features; or the units.</param>
internal readonly record struct LayerShape(int Rank, int Height, int Width, int Channels)
{
    /// <summary>The values.</summary>
    public int Size => checked(Positions * Channels);

    /// <summary>The places that have channels: pixels, or timesteps.</summary>
    public int Positions => checked(Height * Width);

    public static LayerShape Flat(int units) => new(1, 1, 1, units);

    public static LayerShape Sequence(int timesteps, int features) => new(2, 1, timesteps, features);

    public static LayerShape Image(int height, int width, int channels) => new(3, height, width, channels);

    /// <summary>What <see cref="ToArray"/> gives: [units], [timesteps, features] or [height, width, channels].</summary>
    public static LayerShape Of(IReadOnlyList<int> dimensions) => dimensions switch
    {
        [var units] => Flat(units),
        [var timesteps, var features] => Sequence(timesteps, features),
        [var height, var width, var channels] => Image(height, width, channels),
        _ => throw new ArgumentException($"No shape has {dimensions.Count} dimensions."),
    };

    /// <summary>That of features: [features], [timesteps, features] or [channels, height, width].</summary>
    public static LayerShape OfInput(IReadOnlyList<int> dimensions) => dimensions switch
    {
        [var features] => Flat(features),
        [var timesteps, var features] => Sequence(timesteps, features),
        [var channels, var height, var width] => Image(height, width, channels),
        _ => throw new ArgumentException(InputProblem(dimensions)),
    };

    /// <summary>What is wrong with an input shape; <see langword="null"/> where nothing is.</summary>
    public static string? InputProblem(IReadOnlyList<int> dimensions)
    {
        if (dimensions.Count is < 1 or > 3)
        {
            return Rule.Broken(
                "inputShape", "must be [features], [timesteps, features] or [channels, height, width]", Text(dimensions));
        }

        if (dimensions.Any(dimension => dimension < 1))
            return Rule.Broken("inputShape", "must have dimensions of at least 1", Text(dimensions));
        var size = dimensions.Aggregate((Int128)1, (product, dimension) => product * dimension);
        return size > AlignedBuffer.MaxLength
            ? Rule.Broken("inputShape", $"must have at most {AlignedBuffer.MaxLength} values", Text(dimensions)) : null;
    }

    /// <summary>What to say of an input shape that seems to be in Keras's order; <see langword="null"/> of others.</summary>
    public static string? KerasOrder(IReadOnlyList<int> dimensions) => dimensions is [> 4 and var height, > 4 and var width, 1 or 3 or 4]
        ? $"Shapes of images are [channels, height, width]: Keras's {Text(dimensions)} is {Text([dimensions[^1], height, width])} here, and so are the features' values in order." : null;

    public static string Text(IReadOnlyList<int> dimensions) => Excerpt.Of(dimensions);

    /// <summary>A number of units.</summary>
    public static implicit operator LayerShape(int units) => Flat(units);

    /// <summary>What shapes of a rank are called.</summary>
    public static string Describe(int rank) => rank switch
    {
        1 => "[units]",
        2 => "a sequence, [timesteps, features]",
        _ => "an image, [height, width, channels]",
    };

    /// <summary>The same places with other channels.</summary>
    public LayerShape WithChannels(int channels) => this with { Channels = channels };

    /// <summary>With several places for each.</summary>
    /// <exception cref="OverflowException">There are more than a shape can have.</exception>
    public LayerShape Times(Size2D places) =>
        this with { Height = checked(Height * places.Height), Width = checked(Width * places.Width) };

    public int[] ToArray() => Rank switch
    {
        1 => [Channels],
        2 => [Width, Channels],
        _ => [Height, Width, Channels],
    };

    /// <summary>What <see cref="OfInput"/> takes.</summary>
    public int[] ToInputArray() => Rank == 3 ? [Channels, Height, Width] : ToArray();

    public override string ToString() => Text(ToArray());
}
