using Microsoft.ML.Data;

namespace ActReg.MLNet;

/// <summary>Scores rows that stand in memory one after the other, many at a time; for any number of threads.</summary>
/// <param name="scorer">The network.</param>
/// <param name="write">Makes scores of its outputs.</param>
internal sealed unsafe class BulkScorer(NetworkScorer scorer, ScoreWriter write)
{
    private readonly Stack<StepOutputs> _spareBuffers = [];
    private readonly int _inputs = scorer.Plan.InputSize;
    private readonly int _outputs = scorer.Plan.OutputSize;

    /// <summary>The rows that are computed at once.</summary>
    public int BlockRows { get; } = scorer.RowsAtATime;

    /// <summary>Scores rows that come one by one; one with a feature that the network cannot read scores NaN.</summary>
    /// <param name="rows">Their features; each is used before the next is asked for.</param>
    /// <returns>The scores of some rows at a time, which are overwritten when the next are asked for.</returns>
    public IEnumerable<ReadOnlyMemory<float>> Score(IEnumerable<VBuffer<float>> rows)
    {
        var block = new RowBlock(this, scorer, write);
        foreach (var row in rows)
        {
            block.Add(row);
            if (block.IsFull)
                yield return block.Score();
        }

        yield return block.Score();
    }

    /// <summary>Scores every row; one with a feature that the network cannot read scores NaN.</summary>
    /// <param name="features">Row-major, a whole number of rows.</param>
    /// <param name="scores">As many rows of scores.</param>
    /// <param name="maxDegreeOfParallelism">The most threads that work on it.</param>
    public void Score(ReadOnlySpan<float> features, Span<float> scores, int maxDegreeOfParallelism)
    {
        var rows = features.Length / _inputs;
        var blocks = (rows + BlockRows - 1) / BlockRows;
        if (maxDegreeOfParallelism > 1 && blocks > 1)
            ScoreInParallel(features, scores, blocks, maxDegreeOfParallelism);
        else
        {
            for (var row = 0; row < rows; row += BlockRows)
                ScoreBlock(features, scores, row);
        }
    }

    private void ScoreInParallel(ReadOnlySpan<float> features, Span<float> scores, int blocks, int maxDegreeOfParallelism)
    {
        fixed (float* from = features, to = scores)
        {
            // Spans cannot be handed to other threads.
            nint fromAddress = (nint)from, toAddress = (nint)to;
            var (fromLength, toLength) = (features.Length, scores.Length);
            Parallel.For(0, blocks, new ParallelOptions { MaxDegreeOfParallelism = maxDegreeOfParallelism }, block => ScoreBlock(
                new ReadOnlySpan<float>((float*)fromAddress, fromLength), new Span<float>((float*)toAddress, toLength), block * BlockRows));
        }
    }

    private void ScoreBlock(ReadOnlySpan<float> features, Span<float> scores, int firstRow)
    {
        var rows = Math.Min(BlockRows, features.Length / _inputs - firstRow);
        features = features.Slice(firstRow * _inputs, rows * _inputs);
        scores = scores.Slice(firstRow * _outputs, rows * _outputs);
        var buffers = TakeBuffers();
        for (var row = 0; row < rows; row++)
            features.Slice(row * _inputs, _inputs).CopyTo(buffers.Input.Span[(row * buffers.InputStride)..]);
        scorer.Run(rows, buffers);
        write(rows, features, buffers.Result, scores);
        GC.KeepAlive(buffers);
        lock (_spareBuffers)
            _spareBuffers.Push(buffers);
        if (!scorer.Plan.CanRead(features))
            MarkRowsWithoutScore(rows, features, scores);
    }

    private StepOutputs TakeBuffers()
    {
        lock (_spareBuffers)
        {
            if (_spareBuffers.TryPop(out var buffers))
                return buffers;
        }

        return scorer.CreateBuffers(BlockRows);
    }

    private void MarkRowsWithoutScore(int rows, ReadOnlySpan<float> features, Span<float> scores)
    {
        for (var row = 0; row < rows; row++)
        {
            if (!scorer.Plan.CanRead(features.Slice(row * _inputs, _inputs)))
                scores.Slice(row * _outputs, _outputs).Fill(float.NaN);
        }
    }
}

/// <summary>Makes scores of a network's outputs.</summary>
/// <param name="rows">How many rows.</param>
/// <param name="features">Theirs as they were given, where rows are scaled by them; else perhaps none.</param>
/// <param name="outputs">What the last step put out.</param>
/// <param name="scores">Room for as many values.</param>
internal delegate void ScoreWriter(int rows, ReadOnlySpan<float> features, Matrix outputs, Span<float> scores);
