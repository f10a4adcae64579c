using Microsoft.ML.Data;

namespace ActReg.MLNet;

/// <summary>Gathers rows to score together; sparse ones are scored at once, by the values that they have, unless rows are scaled, which leaves hardly a zero.</summary>
/// <param name="bulk">Scores dense rows.</param>
/// <param name="scorer">The network.</param>
/// <param name="write">Makes scores of its outputs.</param>
internal sealed class RowBlock(BulkScorer bulk, NetworkScorer scorer, ScoreWriter write)
{
    private readonly int _inputs = scorer.Plan.InputSize;
    private readonly int _outputs = scorer.Plan.OutputSize;
    private readonly float[] _features = new float[bulk.BlockRows * scorer.Plan.InputSize];
    private readonly float[] _scores = new float[bulk.BlockRows * scorer.Plan.OutputSize];
    private readonly float[] _denseScores = new float[bulk.BlockRows * scorer.Plan.OutputSize];
    private readonly int[] _densePlaces = new int[bulk.BlockRows];
    private readonly RowPass _pass = scorer.CreateRowPass();
    private int _rows;
    private int _denseRows;

    public bool IsFull => _rows == bulk.BlockRows;

    public void Add(in VBuffer<float> features)
    {
        if (features.IsDense || scorer.Window != null)
        {
            features.CopyTo(_features.AsSpan(_denseRows * _inputs));
            _densePlaces[_denseRows++] = _rows;
        }
        else if (scorer.Plan.CanRead(features.GetValues()))
        {
            _pass.Run(features);
            write(1, features: [], _pass.Result, ScoresOf(_rows));
        }
        else
        {
            ScoresOf(_rows).Fill(float.NaN);
        }

        _rows++;
    }

    /// <summary>The scores of all rows added, in their order; begins anew.</summary>
    public ReadOnlyMemory<float> Score()
    {
        bulk.Score(_features.AsSpan(0, _denseRows * _inputs), _denseScores.AsSpan(0, _denseRows * _outputs), maxDegreeOfParallelism: 1);
        for (var i = 0; i < _denseRows; i++)
            _denseScores.AsSpan(i * _outputs, _outputs).CopyTo(ScoresOf(_densePlaces[i]));
        var scores = _scores.AsMemory(0, _rows * _outputs);
        (_rows, _denseRows) = (0, 0);
        return scores;
    }

    private Span<float> ScoresOf(int row) => _scores.AsSpan(row * _outputs, _outputs);
}
