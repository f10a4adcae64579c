namespace ActReg.MLNet.Cli.Tables;

/// <summary>Whether different numbers of a column are one in single precision, which networks compute in, as seconds since 1970 are: they have 24 binary digits there.</summary>
internal sealed class SingleTally
{
    /// <summary>No more different numbers are kept.</summary>
    private const int MostValues = 10_000;

    /// <summary>Of a column's range: what is lost in less is rounding.</summary>
    private const double Harmless = 1e-6;

    private readonly Dictionary<float, (decimal Number, string Cell)> _first = [];
    private (decimal Distance, string One, string Other) _farthest;
    private float _least = float.PositiveInfinity;
    private float _most = float.NegativeInfinity;

    /// <summary>Two cells that tell of it, the farthest of those that are one; or <see langword="null"/>.</summary>
    public (string One, string Other)? Example =>
        (double)_farthest.Distance > Harmless * ((double)_most - _least) ? (_farthest.One, _farthest.Other) : null;

    /// <summary>In words, after the column's name; or <see langword="null"/>.</summary>
    public string? Text => Example is var (one, other)
        ? $"has numbers such as '{one}' and '{other}', which are one in single precision; less an offset that all have, they would be different" : null;

    /// <param name="cell">The cell.</param>
    /// <param name="value">What is made of it.</param>
    /// <param name="numbers">How numbers are written.</param>
    public void Add(string cell, float value, NumberNotation numbers)
    {
        (_least, _most) = (Math.Min(_least, value), Math.Max(_most, value));
        if (!numbers.TryExact(cell, out var number))
            return;
        if (!_first.TryGetValue(value, out var first))
        {
            if (_first.Count < MostValues)
                _first[value] = (number, cell);
            return;
        }

        if (Math.Abs(number - first.Number) is var distance && distance > _farthest.Distance)
            _farthest = (distance, first.Cell, cell);
    }
}
