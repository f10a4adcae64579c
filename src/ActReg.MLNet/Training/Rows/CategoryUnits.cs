namespace ActReg.MLNet;

/// <summary>Units that count categories, of which there may be very many, nearly all of them 0: what is not is noted alone.</summary>
/// <param name="units">Which units of a row they are.</param>
internal sealed class CategoryUnits(int[] units)
{
    private readonly Dictionary<int, List<(int Row, float Value)>> _values = [];
    private readonly Dictionary<int, double> _weights = [];
    private double _weight;

    /// <summary>Looks at a row.</summary>
    public void Add(int row, ReadOnlySpan<float> features, float weight)
    {
        _weight += weight;
        foreach (var unit in units)
        {
            if (features[unit] == 0)
                continue;
            if (!_values.TryGetValue(unit, out var values))
                _values[unit] = values = [];
            values.Add((row, features[unit]));
            _weights[unit] = _weights.GetValueOrDefault(unit) + weight;
        }
    }

    /// <summary>Gives each unit its values: none where all are there and less than half of them are not 0, so that their median is 0.</summary>
    /// <param name="columns">Where they go.</param>
    /// <param name="rows">The rows that there were.</param>
    public void CopyTo(float[][] columns, int rows)
    {
        foreach (var unit in units)
            columns[unit] = _values.TryGetValue(unit, out var values) && (2 * _weights[unit] >= _weight || values.Any(of => float.IsNaN(of.Value))) ? Column(values, rows) : [];
    }

    private static float[] Column(List<(int Row, float Value)> values, int rows)
    {
        var column = new float[rows];
        foreach (var (row, value) in values)
            column[row] = value;
        return column;
    }
}
