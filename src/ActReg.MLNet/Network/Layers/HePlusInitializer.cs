namespace ActReg.MLNet;

/// <summary><see cref="BiasInitializer.HePlus"/>.</summary>
internal sealed record HePlusInitializer : BiasInitializer
{
    public HePlusInitializer(int rows) => Rows = Require.AtLeast(1, rows);

    /// <summary>The rows of each unit.</summary>
    public int Rows { get; }

    /// <summary>Biases for units by what they are without one.</summary>
    /// <param name="values">Row-major, [rows, units].</param>
    /// <param name="weights">The rows', added up: each one's and those of all before it.</param>
    /// <param name="biases">Receives one per unit.</param>
    /// <param name="random">What to draw from.</param>
    public void Fill(ReadOnlySpan<float> values, ReadOnlySpan<double> weights, Span<float> biases, RandomState random)
    {
        for (var unit = 0; unit < biases.Length; unit++)
        {
            double sum = 0, shares = 0;
            for (var i = 0; i < Rows; i++)
            {
                var row = RowOf(random.NextDouble() * weights[^1], weights);
                // Exponential numbers, divided by their sum, are uniform among all that sum to 1.
                var share = Math.Max(-Math.Log(1 - random.NextDouble()), double.Epsilon);
                sum += share * values[row * biases.Length + unit];
                shares += share;
            }

            biases[unit] = (float)(-sum / shares);
        }
    }

    /// <summary>The first row whose sum is above a value.</summary>
    private static int RowOf(double value, ReadOnlySpan<double> weights)
    {
        var (first, last) = (0, weights.Length - 1);
        while (first < last)
        {
            var middle = (first + last) / 2;
            if (weights[middle] > value)
                last = middle;
            else
                first = middle + 1;
        }

        return first;
    }
}
