using static TorchSharp.torch;

namespace ActReg.MLNet;

/// <summary>
/// Moving statistics that a forward pass wants moved. They wait for the backward pass: as parts of the parameters' tensor they
/// may not change before it.
/// </summary>
internal sealed class TorchStatistics
{
    private readonly List<(Tensor Moving, Tensor Value, double Share)> _waiting = [];

    /// <summary>Asks to move a statistic towards a batch's by a share of the difference.</summary>
    public void Follow(Tensor moving, Tensor value, double share) => _waiting.Add((moving, value, share));

    /// <summary>Does what was asked for.</summary>
    public void Move()
    {
        using var noGradients = no_grad();
        foreach (var (moving, value, share) in _waiting)
            moving.Follow(value, share);
    }
}
