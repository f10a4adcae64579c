using System.Numerics;

namespace ActReg.MLNet;

/// <summary>A vector of floats, so that a kernel can be written once for vectors of every width.</summary>
/// <remarks>Comparisons give all bits of the lanes where they hold, for <see cref="Select"/> and for <c>&amp;</c>.</remarks>
internal unsafe interface ILanes<TSelf> : IVectors<TSelf>,
    IAdditionOperators<TSelf, TSelf, TSelf>, ISubtractionOperators<TSelf, TSelf, TSelf>, IMultiplyOperators<TSelf, TSelf, TSelf>,
    IDivisionOperators<TSelf, TSelf, TSelf>, IUnaryNegationOperators<TSelf, TSelf>
    where TSelf : struct, ILanes<TSelf>
{
    static abstract TSelf Zero { get; }

    static abstract TSelf One { get; }

    /// <summary>All bits of the first lanes.</summary>
    static abstract TSelf First(int count);

    /// <summary>The larger; <paramref name="b"/> where that is not a number.</summary>
    static abstract TSelf Max(TSelf a, TSelf b);

    /// <summary>The smaller; <paramref name="b"/> where that is not a number.</summary>
    static abstract TSelf Min(TSelf a, TSelf b);

    static abstract TSelf Abs(TSelf value);

    static abstract TSelf CopySign(TSelf magnitude, TSelf sign);

    static abstract TSelf Sqrt(TSelf value);

    static abstract TSelf Exp(TSelf value);

    /// <summary>Half of the exponential; at least e⁻⁸⁶ / 2.</summary>
    static abstract TSelf HalfExp(TSelf value);

    static abstract TSelf Log(TSelf value);

    static abstract TSelf GreaterThan(TSelf a, TSelf b);

    static abstract TSelf LessThan(TSelf a, TSelf b);

    static abstract TSelf EqualTo(TSelf a, TSelf b);

    static abstract TSelf Select(TSelf condition, TSelf whereTrue, TSelf whereFalse);

    static abstract TSelf operator *(TSelf a, float b);

    static abstract TSelf operator &(TSelf a, TSelf b);

    static abstract float Sum(TSelf value);
}
