namespace ActReg.MLNet;

/// <summary>What a weight array begins as.</summary>
internal interface IInitializer
{
    /// <summary>Fills an array that is zero.</summary>
    /// <param name="values">Row-major.</param>
    /// <param name="shape">Its dimensions.</param>
    /// <param name="random">What to draw from.</param>
    void Fill(Span<float> values, ReadOnlySpan<int> shape, RandomState random);
}
