using System.Runtime.CompilerServices;

namespace ActReg.MLNet;

/// <summary>Takes a bias away that the last step of an autoencoder adds again.</summary>
internal sealed unsafe class PreBiasStep : FusedStep
{
    /// <param name="plan">What it follows: units.</param>
    public PreBiasStep(PlanBuilder plan)
        : base(plan.LayerIndex, plan.Shape, penalty: null)
    {
        Bias = plan.Place($"{plan.NameLayer("pre_bias")}/bias", WeightRole.Bias, WeightLayout.Rows(plan.Size));
        Weights = [Bias];
    }

    public WeightPlace Bias { get; }

    public override IReadOnlyList<WeightPlace> Weights { get; }

    [MethodImpl(Compilation.AtOnce)]
    public override void Forward(in StepRun run)
    {
        var bias = run.Parameters + Bias.Offset;
        for (var row = 0; row < run.Batch.Rows; row++)
            Channels.Subtract(Width, run.Input.Start + row * run.Input.Row, bias, run.Output.Start + row * run.Output.Row);
    }

    [MethodImpl(Compilation.AtOnce)]
    public override void Backward(in StepRun run, Matrix outputGradient, Matrix inputGradient, float* gradient)
    {
        var biasGradient = gradient + Bias.Offset;
        for (var row = 0; row < run.Batch.Rows; row++)
            Channels.Subtract(Width, biasGradient, outputGradient.Start + row * outputGradient.Row, biasGradient);
    }

    /// <summary>Adds the gradient that comes through a dense step behind: <c>-W c</c>, where c is the gradient by that step's bias.</summary>
    /// <param name="dense">That step.</param>
    /// <param name="biasGradient">c, of this batch alone; padded with zeros.</param>
    /// <param name="parameters">The network's.</param>
    /// <param name="gradient">By all parameters; added to.</param>
    [MethodImpl(Compilation.AtOnce)]
    public void AddGradient(WeightPlace dense, float* biasGradient, float* parameters, float* gradient)
    {
        var kernel = dense.Stored(parameters);
        for (var i = 0; i < Size; i++)
            gradient[Bias.Offset + i] -= DotProducts.Dot(kernel.Start + i * kernel.Row, biasGradient, dense.Layout.StoredColumns);
    }
}
