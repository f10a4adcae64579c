using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace ActReg.MLNet.Benchmarks.Speed.Recurrent;

/// <summary>The same network by PyTorch's own recurrent modules, eagerly, through TorchSharp: its autograd and its Adam.</summary>
internal sealed class TorchRecurrence : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();
    private readonly RecurrentCase _case;
    private readonly LSTM? _lstm;
    private readonly GRU? _gru;
    private readonly Linear _output;
    private readonly optim.Optimizer _optimizer;
    private readonly Tensor _rows;
    private readonly Tensor _labels;

    /// <param name="one">The network, of a Gru or an Lstm.</param>
    /// <param name="rows">How many rows to hold.</param>
    public TorchRecurrence(RecurrentCase one, int rows)
    {
        _case = one;
        _lstm = one.Cell == RecurrentCell.Lstm ? LSTM(RecurrentCase.Features, one.Units, batchFirst: true) : null;
        _gru = one.Cell == RecurrentCell.Gru ? GRU(RecurrentCase.Features, one.Units, batchFirst: true) : null;
        _output = Linear(one.Units, 1);
        _optimizer = optim.Adam([.. (_lstm?.parameters() ?? _gru!.parameters()), .. _output.parameters()], 1e-3);
        _rows = tensor(one.Rows(rows), [rows, one.Timesteps, RecurrentCase.Features]);
        _labels = tensor(Enumerable.Range(0, rows).Select(row => (float)(row % 2)).ToArray());
        _scope.Detach(_rows, _labels);
    }

    /// <summary>The last step's.</summary>
    public double Loss { get; private set; }

    /// <summary>One step on all rows.</summary>
    public void Step()
    {
        using var step = NewDisposeScope();
        _optimizer.zero_grad();
        var loss = functional.binary_cross_entropy_with_logits(Logits(_rows), _labels);
        loss.backward();
        _optimizer.step();
        Loss = loss.item<float>();
    }

    /// <summary>Scores all rows, so many at a time.</summary>
    /// <param name="batchSize">A divisor of the rows.</param>
    /// <param name="scores">Receives the scores.</param>
    public void Score(int batchSize, Span<float> scores)
    {
        using var noGradients = no_grad();
        for (var first = 0; first < scores.Length; first += batchSize)
        {
            using var batch = NewDisposeScope();
            Logits(_rows.narrow(0, first, batchSize)).data<float>().CopyTo(scores.Slice(first, batchSize));
        }
    }

    public void Dispose()
    {
        _rows.Dispose();
        _labels.Dispose();
        _optimizer.Dispose();
        _lstm?.Dispose();
        _gru?.Dispose();
        _output.Dispose();
        _scope.Dispose();
    }

    private Tensor Logits(Tensor rows)
    {
        var outputs = _lstm != null ? _lstm.call(rows).Item1 : _gru!.call(rows).Item1;
        return _output.call(outputs.select(1, _case.Timesteps - 1)).squeeze(1);
    }
}
