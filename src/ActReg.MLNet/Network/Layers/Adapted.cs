namespace ActReg.MLNet;

/// <summary>What a layer has found out from the rows to train on.</summary>
/// <param name="Layer">The layer, with what of itself depends on them.</param>
/// <param name="Weights">Its weights, in public order.</param>
/// <param name="Output">What it puts out for the rows; missing values that it fills in are still missing, so that what follows goes by those that there are.</param>
internal sealed record Adapted(Layer Layer, IReadOnlyList<float[]> Weights, SampledColumns Output);
