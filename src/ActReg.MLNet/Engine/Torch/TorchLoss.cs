using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace ActReg.MLNet;

/// <summary>A batch's loss, as a forward pass puts it together, and the batch's figures.</summary>
/// <remarks>
/// The loss is never added up on the device: its parts are what the gradient is taken of, each with its factor, and what is read,
/// all in one go, because a read waits for everything before it.
/// </remarks>
internal sealed class TorchLoss(TorchBatch batch)
{
    private readonly List<TorchTerm> _activityPenalties = [];
    private readonly List<TorchTerm> _kernelPenalties = [];
    private readonly List<(Tensor Count, Tensor? All, long Units)> _zeros = [];
    private TorchTerm _data;
    private Tensor? _outputs;
    private Tensor? _correct;

    /// <summary>Sets what the predictions are judged by.</summary>
    /// <param name="outputs">What the network puts out, of shape [rows, outputs].</param>
    /// <param name="losses">Each row's loss, of shape [rows, 1].</param>
    /// <param name="correct">1 where a row is classified correctly, else 0, of shape [rows, 1]; null where nothing is classified.</param>
    public void SetData(Tensor outputs, Tensor losses, Tensor? correct)
    {
        _outputs = outputs;
        _data = new TorchTerm(batch.Sum(losses), 1 / batch.Weight);
        _correct = correct is null ? null : batch.Sum(correct);
    }

    public void AddActivityPenalty(TorchTerm penalty) => _activityPenalties.Add(penalty);

    /// <summary>Adds the share of a penalty that parts of a batch each have by their rows.</summary>
    public void AddKernelPenalty(TorchTerm penalty) => _kernelPenalties.Add(penalty.Times(batch.RowWeight / batch.Weight));

    /// <summary>Asks for the share of a step's outputs, of shape [rows, units], that are exactly 0, of those not masked; rows count by their weight.</summary>
    public void CountZeros(Tensor outputs, TorchMask? mask)
    {
        var zeros = outputs.detach().IsZero();
        _zeros.Add((
            batch.Sum(mask is null ? zeros : mask.Clear(zeros)), mask is null ? null : batch.Sum(mask.Kept(outputs)), outputs.shape[1]));
    }

    /// <summary>Adds the gradient by each weight array to the array's own.</summary>
    public void Backward()
    {
        var sums = new List<Tensor>();
        var factors = new List<Tensor>();
        foreach (var (sum, factor, _) in (IEnumerable<TorchTerm>)[_data, .. _activityPenalties, .. _kernelPenalties])
        {
            // A penalty on the features, or one that the activations do not matter to, is a number only.
            if (!sum.requires_grad)
                continue;
            using Scalar scalar = factor;
            sums.Add(sum);
            factors.Add(full([], scalar, ScalarType.Float32, sum.device));
        }

        // Of a network that is frozen throughout there is no gradient.
        if (sums.Count > 0)
            autograd.backward(sums, factors);
    }

    /// <summary>Reads what the network puts out, row after row.</summary>
    public void ReadOutputs(Span<float> outputs)
    {
        using var values = _outputs!.contiguous().cpu();
        MemoryMarshal.Cast<byte, float>(values.bytes).CopyTo(outputs);
    }

    /// <summary>Reads the figures.</summary>
    /// <param name="zeroFractions">Where those asked for go.</param>
    /// <exception cref="InvalidOperationException">A custom regularizer returned something else than penalties.</exception>
    public BatchSums Read(Span<double> zeroFractions)
    {
        using var numbers = stack(Numbers()).cpu();
        var values = MemoryMarshal.Cast<byte, float>(numbers.bytes);
        var sums = new BatchSums(
            batch.RowWeight, Take(_data, ref values), Take(_activityPenalties, ref values), Take(_kernelPenalties, ref values),
            _correct is null ? double.NaN : TakeWeight(1, ref values));
        for (var i = 0; i < _zeros.Count; i++)
        {
            var zeros = TakeWeight(_zeros[i].Units, ref values);
            var all = _zeros[i].All is null ? batch.RowWeight * _zeros[i].Units : Take(ref values);
            zeroFractions[i] = all == 0 ? 0 : zeros / all;
        }

        return sums;
    }

    /// <summary>In the order in which they are read.</summary>
    private IEnumerable<Tensor> Numbers() =>
    [
        _data.Sum, .. _activityPenalties.Select(penalty => penalty.Sum), .. _kernelPenalties.Select(penalty => penalty.Sum),
        .. _correct is null ? (ReadOnlySpan<Tensor>)[] : [_correct],
        .. _zeros.SelectMany(zeros => zeros.All is null ? [zeros.Count] : (Tensor[])[zeros.Count, zeros.All]),
    ];

    private double Take(List<TorchTerm> terms, ref Span<float> values)
    {
        double sum = 0;
        foreach (var term in terms)
            sum += Take(term, ref values);
        return sum;
    }

    /// <summary>The term times the batch's weight.</summary>
    private double Take(TorchTerm term, ref Span<float> values)
    {
        var value = Take(ref values);
        if (!double.IsFinite(value))
            term.CheckNotFinite?.Invoke();
        return value * term.Factor * batch.Weight;
    }

    /// <summary>What some of the batch's values weigh: summed in float, that may come out above what all of them do.</summary>
    private double TakeWeight(long valuesPerRow, ref Span<float> values) => Math.Min(Take(ref values), batch.RowWeight * valuesPerRow);

    private static double Take(ref Span<float> values)
    {
        var value = values[0];
        values = values[1..];
        return value;
    }
}
