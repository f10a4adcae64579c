using static TorchSharp.torch;

namespace ActReg.MLNet;

/// <summary>The TorchSharp form of <see cref="UnitRows"/>. There must be no gradients enabled.</summary>
internal static class TorchUnitRows
{
    /// <inheritdoc cref="UnitRows.RemoveParallel"/>
    public static void RemoveParallel(Tensor dictionary, Tensor gradient) =>
        gradient.sub_(dictionary.mul(dictionary.mul(gradient).sum([1L], keepdim: true)));

    /// <inheritdoc cref="UnitRows.Normalize"/>
    public static void Normalize(Tensor dictionary)
    {
        var norms = dictionary.square().sum([1L], keepdim: true).sqrt();
        // Where a row is of zeros, divided by 1.
        dictionary.div_(norms.Plus(norms.IsZero()));
    }
}
