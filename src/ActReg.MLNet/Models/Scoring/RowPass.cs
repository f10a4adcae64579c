using System.Runtime.CompilerServices;
using Microsoft.ML.Data;

namespace ActReg.MLNet;

/// <summary>What <see cref="ForwardPass"/> computes, for single rows that are scored; for one thread at a time.</summary>
/// <remarks>The same bits as in a batch, but that within the network a zero may have the other sign.</remarks>
internal sealed unsafe class RowPass
{
    private readonly AlignedBuffer _parameters;
    private readonly StepOutputs _outputs;
    private readonly RowStep[] _steps;
    private readonly DenseRowStep? _first;
    private readonly int _resultSize;
    private readonly SeriesWindow? _window;
    private readonly float[] _scaled;

    /// <param name="plan">The network.</param>
    /// <param name="parameters">Its parameters.</param>
    /// <param name="stepCount">How many of its steps to compute.</param>
    /// <param name="window">The features that each row is scaled by; <see langword="null"/> for none.</param>
    public RowPass(NetworkPlan plan, AlignedBuffer parameters, int stepCount, SeriesWindow? window)
    {
        _window = window;
        _scaled = window == null ? [] : new float[plan.InputSize];
        _parameters = parameters;
        _outputs = new StepOutputs(plan, capacity: 1);
        _resultSize = stepCount == 0 ? plan.InputSize : plan.Steps[stepCount - 1].Size;
        (_steps, Result) = CreateSteps(plan, stepCount);
        if (_steps is [DenseRowStep first, ..])
            (_first, _steps) = (first, _steps[1..]);
    }

    /// <summary>Where the last step's outputs for the last row are.</summary>
    public Matrix Result { get; }

    /// <summary>What the last row was scaled by.</summary>
    public WindowScale? Window { get; private set; }

    /// <summary>Computes the last step's outputs, which stay where they are until the next row.</summary>
    /// <param name="features">As many as the network takes.</param>
    [MethodImpl(Compilation.AtOnce)]
    public ReadOnlySpan<float> Run(in VBuffer<float> features)
    {
        if (_window == null)
            return RunScaled(features);
        features.CopyTo(_scaled);
        Window = _window.Apply(_scaled);
        return RunScaled(new VBuffer<float>(_scaled.Length, _scaled));
    }

    [MethodImpl(Compilation.AtOnce)]
    private ReadOnlySpan<float> RunScaled(scoped in VBuffer<float> features)
    {
        if (_first == null)
            features.CopyTo(_outputs.Input.Span);
        else
            RunFirst(features);
        foreach (var step in _steps)
            step.Run();
        GC.KeepAlive(this);
        return new ReadOnlySpan<float>(Result.Start, _resultSize);
    }

    /// <summary>A first dense layer reads the features where they are, and of sparse ones those that there are.</summary>
    [MethodImpl(Compilation.AtOnce)]
    private void RunFirst(scoped in VBuffer<float> features)
    {
        var values = features.GetValues();
        fixed (float* start = values)
        {
            if (features.IsDense)
            {
                _first!.Run(start);
                return;
            }

            fixed (int* places = features.GetIndices())
                _first!.Run(values.Length, start, places);
        }
    }

    /// <summary>All steps, and where the last of them puts its output.</summary>
    private (RowStep[] Steps, Matrix Result) CreateSteps(NetworkPlan plan, int stepCount)
    {
        var steps = new List<RowStep>();
        var input = _outputs.InputOf(0);
        for (var i = 0; i < stepCount; i++)
        {
            var output = _outputs.Of(i);
            if (plan.Steps[i] is not DenseStep dense)
            {
                steps.Add(new OtherRowStep(plan.Steps[i], _parameters, input, output, _outputs.InputMasks(i), _outputs.Workspace));
            }
            else if (dense.IsTransposed)
            {
                steps.Add(new HeadRowStep(dense, _parameters, input.Start, output.Start));
            }
            else
            {
                var isRectified = i + 1 < stepCount && plan.Steps[i + 1] is ActivationStep { Activation: ReluActivation };
                steps.Add(new DenseRowStep(dense, _parameters, input.Start, output.Start, isRectified));
                i += isRectified ? 1 : 0;
            }

            input = output;
        }

        return ([.. steps], input);
    }
}
