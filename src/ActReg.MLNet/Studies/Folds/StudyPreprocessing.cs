using Microsoft.ML;

namespace ActReg.MLNet;

/// <summary>What is fitted to the training rows of each fold; one fold after the other, since an estimator may not be for several threads.</summary>
/// <param name="estimator">It; or <see langword="null"/> for nothing.</param>
internal sealed class StudyPreprocessing(IEstimator<ITransformer>? estimator)
{
    private readonly Lock _fitting = new();
    private HashSet<ITransformer>? _first;

    public bool IsNothing => estimator == null;

    public FittedPreprocessing Fit(IDataView data)
    {
        if (estimator == null)
            return new(null, []);
        lock (_fitting)
        {
            var transformer = estimator.Fit(data);
            var parts = Parts(transformer).ToHashSet<ITransformer>(ReferenceEqualityComparer.Instance);
            // What comes again is the estimator's own, such as an ONNX model, and must not be disposed of. The first fit, by which that is told, is left to the garbage collector.
            IDisposable[] owned = _first == null ? [] : [.. parts.Except(_first, ReferenceEqualityComparer.Instance).OfType<IDisposable>()];
            _first ??= parts;
            return new(transformer, owned);
        }
    }

    private static IEnumerable<ITransformer> Parts(ITransformer transformer) =>
        transformer is IEnumerable<ITransformer> chain ? chain.SelectMany(Parts) : [transformer];
}

/// <summary>Pre-processing as it was fitted once. What it makes of data must have been read before it is disposed of.</summary>
/// <param name="transformer">It; or <see langword="null"/> for nothing.</param>
/// <param name="owned">What of it nobody else has.</param>
internal sealed class FittedPreprocessing(ITransformer? transformer, IReadOnlyList<IDisposable> owned) : IDisposable
{
    public IDataView Transform(IDataView data) => transformer?.Transform(data) ?? data;

    public void Dispose()
    {
        foreach (var part in owned)
            part.Dispose();
    }
}
