using System.Text.Json.Serialization;

namespace ActReg.MLNet;

/// <summary>Lays another shape over the values that it gets; made by <see cref="Layer.Reshape"/>. There are no weights.</summary>
public sealed record ReshapeLayer : Layer
{
    private const int Rest = -1;

    [JsonConstructor]
    internal ReshapeLayer(IReadOnlyList<int> targetShape)
        : base(activityRegularizer: null)
    {
        ArgumentNullException.ThrowIfNull(targetShape);
        TargetShape = new ValueList<int>(targetShape);
        if (Problem() is { } rule)
            throw new ArgumentException(Rule.Broken(nameof(targetShape), rule, LayerShape.Text(TargetShape)), nameof(targetShape));
    }

    /// <summary>[units], [timesteps, features] or [height, width, channels]; one of them may be -1, which is what the others leave.</summary>
    public IReadOnlyList<int> TargetShape { get; }

    internal override bool ComputesUnits => false;

    internal override int OutputRank(int inputRank) => TargetShape.Count;

    internal override bool KeepsProportions => true;

    internal override void Accept(ILayerVisitor visitor) => visitor.Visit(this);

    /// <summary>What must be true of the values that it gets, where it is not; else <see langword="null"/>.</summary>
    internal string? Misfit(int values)
    {
        var isOpen = TargetShape.Contains(Rest);
        return (isOpen ? values % KnownSize : values - KnownSize) == 0
            ? null : $"must get {(isOpen ? "a multiple of " : "")}{KnownSize} values for {LayerShape.Text(TargetShape)}";
    }

    /// <summary>What it makes of so many values, which fit.</summary>
    internal LayerShape Shape(int values) =>
        LayerShape.Of([.. TargetShape.Select(dimension => dimension == Rest ? (int)(values / KnownSize) : dimension)]);

    /// <summary>The product of all dimensions that are given.</summary>
    private Int128 KnownSize => TargetShape.Where(dimension => dimension != Rest)
        .Aggregate((Int128)1, (product, dimension) => product * dimension);

    private string? Problem() =>
        TargetShape.Count is < 1 or > 3 ? "must be [units], [timesteps, features] or [height, width, channels]"
        : TargetShape.Any(dimension => dimension < 1 && dimension != Rest) || TargetShape.Count(dimension => dimension == Rest) > 1
            ? "must have dimensions of at least 1, but for one that may be -1" : null;
}
