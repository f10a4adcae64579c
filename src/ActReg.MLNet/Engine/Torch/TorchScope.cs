using TorchSharp;
using static TorchSharp.torch;

namespace ActReg.MLNet;

/// <summary>Disposes of the tensors that are made in it, and holds libtorch's modes as they must be, whatever the caller has set.</summary>
internal readonly struct TorchScope : IDisposable
{
    private readonly DisposeScope _tensors;
    private readonly IDisposable? _noInference;
    private readonly IDisposable _gradients;

    private TorchScope(bool withGradients)
    {
        _tensors = NewDisposeScope();
        // Tensors that are made in inference mode can never have a gradient.
        _noInference = is_inference_mode_enabled() ? inference_mode(false) : null;
        _gradients = enable_grad(withGradients);
    }

    public static TorchScope WithGradients() => new(withGradients: true);

    public static TorchScope WithoutGradients() => new(withGradients: false);

    public void Dispose()
    {
        _gradients.Dispose();
        _noInference?.Dispose();
        _tensors.Dispose();
    }
}
