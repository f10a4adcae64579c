using ActReg.MLNet.Benchmarks.Generated;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace ActReg.MLNet.Benchmarks.Speed.Peers;

/// <summary>The tutorial's training with TorchSharp as one would write it: modules, autograd, its own Adam.</summary>
internal static class TorchSharpLoop
{
    /// <summary>Trains, and returns the last epoch's loss.</summary>
    /// <param name="rows">To train on, all in one batch.</param>
    /// <param name="validationRows">To measure after each epoch; may be empty.</param>
    /// <param name="units">Of the hidden layer.</param>
    /// <param name="epochs">The updates.</param>
    /// <param name="l1">The penalty on what its ReLU gets, summed over rows and units.</param>
    /// <param name="learningRate">Adam's.</param>
    public static double Train(
        LabeledRow[] rows, LabeledRow[] validationRows, int units, int epochs, float l1, double learningRate)
    {
        using var training = NewDisposeScope();
        var (x, y) = Tensors(rows);
        var (validationX, validationY) = validationRows.Length == 0 ? (x, y) : Tensors(validationRows);
        // A tensor: TorchSharp could free a plain number while libtorch reads it.
        var strength = tensor(l1);
        var hidden = Linear(x.shape[1], units);
        var output = Linear(units, 1);
        using var optimizer = optim.Adam([.. hidden.parameters(), .. output.parameters()], learningRate);
        List<float> losses = [], validationLosses = [], validationAccuracies = [];
        for (var epoch = 0; epoch < epochs; epoch++)
        {
            using var step = NewDisposeScope();
            optimizer.zero_grad();
            var z = hidden.call(x);
            var logits = output.call(z.relu()).squeeze(1);
            var loss = functional.binary_cross_entropy_with_logits(logits, y) + z.abs().sum() * strength;
            loss.backward();
            optimizer.step();
            losses.Add(loss.item<float>());
            if (validationRows.Length == 0)
                continue;
            using var noGradients = no_grad();
            logits = output.call(hidden.call(validationX).relu()).squeeze(1);
            validationLosses.Add(functional.binary_cross_entropy_with_logits(logits, validationY).item<float>());
            validationAccuracies.Add(logits.sigmoid().round().eq(validationY).to(ScalarType.Float32).mean().item<float>());
        }

        return losses[^1];
    }

    private static (Tensor Features, Tensor Labels) Tensors(LabeledRow[] rows) => (
        tensor(rows.SelectMany(row => row.Features).ToArray(), [rows.Length, rows[0].Features.Length]),
        tensor(rows.Select(row => (float)row.Label).ToArray()));
}
