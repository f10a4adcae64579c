namespace ActReg.MLNet;

/// <summary>Adds the steps of an autoencoder's code to a plan: a dense one, and one that makes its output sparse.</summary>
/// <param name="plan">What the code follows.</param>
/// <param name="layer">The code.</param>
/// <param name="hasAuxiliary">Whether what follows the code is the reconstruction itself, so that an auxiliary loss can be told.</param>
/// <param name="add">Adds a step.</param>
internal sealed class CodePlanner(PlanBuilder plan, CodeLayer layer, bool hasAuxiliary, Action<Step> add) : ICodeSparsityVisitor
{
    private readonly string _name = plan.NameLayer("code");

    /// <summary>The kernel that a tied decoder has the transpose of.</summary>
    public WeightPlace? Kernel { get; private set; }

    public void AddSteps()
    {
        if (layer.Sparsity.Problem(layer.Units) is { } problem)
            throw new ArgumentException(problem);
        var weights = DenseWeights.PlaceEncoder(plan, _name, layer.Units);
        Kernel = weights.Kernel;
        add(new DenseStep(plan, weights, penalty: null, layer.KernelRegularizer));
        (hasAuxiliary ? layer.Sparsity : layer.Sparsity.WithoutAuxiliary).Accept(this);
        plan.SetNextKernelRole(layer.Sparsity.HasUnitNorm ? WeightRole.Dictionary : WeightRole.DecoderKernel);
    }

    public void Visit(PenalizedCode code) => add(new ActivationStep(plan.LayerIndex, plan.Shape, code.ActivationFunction, code.Penalty));

    public void Visit(TopKCode code) => add(new TopKStep(plan, code.K, Auxiliary(code.Auxiliary), penalty: null));

    public void Visit(BatchTopKCode code)
    {
        var threshold = BatchTopKStep.PlaceThreshold(plan, _name);
        add(new BatchTopKStep(plan, code.K, threshold, Auxiliary(code.Auxiliary), penalty: null));
    }

    public void Visit(JumpReluCode code)
    {
        var threshold = plan.Place($"{_name}/threshold", WeightRole.Threshold, WeightLayout.Rows(layer.Units));
        add(new JumpReluStep(plan, threshold, code.Bandwidth, Auxiliary(code.Auxiliary), new TargetL0Penalty(code.TargetL0, code.Strength)));
    }

    private AuxiliaryUnits? Auxiliary(AuxiliaryLoss loss)
    {
        var most = plan.InputSize / 2;
        if (loss.Strength == 0 || most == 0)
            return null;
        return new AuxiliaryUnits(plan.Place($"{_name}/rows_since_active", WeightRole.RowsSinceActive, WeightLayout.Rows(layer.Units)), loss, most);
    }
}
