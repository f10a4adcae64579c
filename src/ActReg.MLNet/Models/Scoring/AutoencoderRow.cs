using Microsoft.ML.Data;

namespace ActReg.MLNet;

/// <summary>What an autoencoder makes of one row after the other; for one thread at a time.</summary>
internal sealed class AutoencoderRow
{
    private readonly TrainedAutoencoder _model;
    private readonly RowPass _code;
    private readonly Lazy<RowPass> _all;
    private readonly float[] _features;
    private readonly float[] _reconstruction;

    /// <param name="model">The autoencoder.</param>
    /// <param name="scorer">Of its network.</param>
    public AutoencoderRow(TrainedAutoencoder model, NetworkScorer scorer)
    {
        _model = model;
        _code = scorer.CreateRowPass(model.CodeIndex);
        _all = new Lazy<RowPass>(scorer.CreateRowPass);
        _features = new float[model.Network.Plan.InputSize];
        _reconstruction = new float[_features.Length];
    }

    /// <summary>Whether the row that was set last can be read: all of its features are finite.</summary>
    public bool CanBeRead { get; private set; }

    /// <summary>The units of the code.</summary>
    public int CodeSize => _model.CodeSize;

    /// <summary>The features per row.</summary>
    public int FeatureCount => _features.Length;

    /// <summary>The row that the others are asked of.</summary>
    public void Set(in VBuffer<float> features)
    {
        features.CopyTo(_features);
        CanBeRead = _model.Network.Plan.CanRead(_features);
        if (CanBeRead)
            _model.Scale.Apply(_features);
    }

    /// <summary>Writes the code; NaN where the row cannot be read, or is so far off that the network overflows.</summary>
    public void WriteCode(Span<float> code)
    {
        if (CanBeRead)
            _code.Run(Scaled).CopyTo(code);
        if (!CanBeRead || !FiniteValues.AreAll(code))
            code.Fill(float.NaN);
    }

    /// <summary>Writes the reconstruction in the features' own units; NaN where the row cannot be read, or is so far off that the network overflows.</summary>
    public void WriteReconstruction(Span<float> reconstruction)
    {
        if (CanBeRead)
        {
            _all.Value.Run(Scaled).CopyTo(reconstruction);
            _model.Scale.Undo(reconstruction);
        }

        if (!CanBeRead || !FiniteValues.AreAll(reconstruction))
            reconstruction.Fill(float.NaN);
    }

    /// <summary>The mean squared error of the reconstruction, in units of the data's variance: infinite where it is larger than numbers can be, NaN where the row cannot be read.</summary>
    public float Error()
    {
        if (!CanBeRead)
            return float.NaN;
        _all.Value.Run(Scaled).CopyTo(_reconstruction);
        // Of features so far off that the network overflows, there is no number: infinity minus infinity.
        var error = ReconstructionError.Of(_features, _reconstruction);
        return float.IsNaN(error) ? float.PositiveInfinity : error;
    }

    /// <summary>Whether the error is above the threshold; it is not where the row cannot be read.</summary>
    public bool IsAnomaly() => Error() > _model.ScoreThreshold;

    private VBuffer<float> Scaled => new(_features.Length, _features);
}
