using static TorchSharp.torch;

namespace ActReg.MLNet;

/// <summary>A part of a loss.</summary>
/// <param name="Sum">One number.</param>
/// <param name="Factor">What it is multiplied by.</param>
/// <param name="CheckNotFinite">Called when the number is found to be infinite or not a number; throws where that is a mistake.</param>
internal readonly record struct TorchTerm(Tensor Sum, double Factor, Action? CheckNotFinite = null)
{
    public TorchTerm Times(double factor) => this with { Factor = Factor * factor };
}
