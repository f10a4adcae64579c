namespace ActReg.MLNet;

/// <summary>A function and its slope, a vector at a time.</summary>
internal interface IElementwise
{
    T Value<T>(T z)
        where T : struct, ILanes<T>;

    /// <summary><c>f'(z)</c>, given <c>a = f(z)</c> as well.</summary>
    T Slope<T>(T z, T a)
        where T : struct, ILanes<T>;
}
