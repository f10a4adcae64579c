using System.Runtime.CompilerServices;

namespace ActReg.MLNet;

/// <summary>A dense layer of its own for each member of an ensemble: in training what each puts out, else the mean of that.</summary>
internal sealed unsafe class MemberOutputStep : FusedStep
{
    private readonly int _inputs;
    private readonly int _transposedLength;

    /// <param name="plan">What it follows: the units of each member.</param>
    /// <param name="layer">The layer.</param>
    public MemberOutputStep(PlanBuilder plan, MemberOutputLayer layer)
        : base(plan.LayerIndex, LayerShape.Flat(layer.Units), penalty: null)
    {
        Members = plan.Shape.Positions;
        _inputs = plan.Shape.Channels;
        _transposedLength = checked(Size * AlignedBuffer.Pad(_inputs));
        TrainedSize = checked(Members * Size);
        Mean = layer.Mean;
        KernelPenalty = layer.KernelRegularizer;
        var name = plan.NameLayer("member_output");
        Factor = Mean.IsOfProbabilities() ? plan.PlaceFound($"{name}/factor", WeightRole.Factor, WeightLayout.Rows(Size)) : null;
        Kernel = plan.Place(
            $"{name}/kernel", WeightRole.Kernel, WeightLayout.Rows(Members, _inputs, Size), new MemberInitializer(layer.KernelInitializer ?? KernelInitializer.GlorotUniform));
        Bias = plan.Place($"{name}/bias", WeightRole.Bias, WeightLayout.Rows(Members, Size));
        Weights = Factor == null ? [Kernel, Bias] : [Factor, Kernel, Bias];
        SureWeights = Factor == null ? [] : [Factor];
    }

    public int Members { get; }

    public MemberMean Mean { get; }

    /// <summary>What the mean's logits are multiplied by; null where it is not one of probabilities.</summary>
    public WeightPlace? Factor { get; }

    /// <summary>[members, inputs, units].</summary>
    public WeightPlace Kernel { get; }

    /// <summary>[members, units].</summary>
    public WeightPlace Bias { get; }

    public override int TrainedSize { get; }

    public override MembersOutput MembersOutput => new(Mean, Factor);

    public override int Width => AlignedBuffer.Pad(TrainedSize);

    public override IReadOnlyList<WeightPlace> Weights { get; }

    public override IReadOnlyList<WeightPlace> SureWeights { get; }

    public override KernelRegularizer? KernelPenalty { get; }

    public override bool IsInPlace => false;

    // What members put out, and room for products.
    public override int WorkspaceLength(int rows) => checked(rows * Width + ChannelProduct.RoomLength(rows, Size));

    // A kernel's transpose, and room for products.
    public override int ScratchLength(int rows) => checked(_transposedLength + ChannelGradient.RoomLength(rows, Size, _inputs));

    [MethodImpl(Compilation.AtOnce)]
    public override void Forward(in StepRun run)
    {
        var rows = run.Batch.Rows;
        var members = run.Batch.IsTraining ? run.Output : new Matrix(run.Workspace, Width);
        var room = run.Workspace + rows * Width;
        for (var member = 0; member < Members; member++)
        {
            ChannelProduct.Multiply(
                rows, Size, _inputs, At(run.Input, member, _inputs), KernelOf(run.Parameters, member), BiasOf(run.Parameters, member), At(members, member, Size), room);
        }

        for (var row = 0; row < rows && !run.Batch.IsTraining; row++)
        {
            var output = new Span<float>(run.Output.Start + row * run.Output.Row, Size);
            Mean.Write(new Span<float>(members.Start + row * members.Row, TrainedSize), output);
            if (Factor != null)
                Channels.Multiply(Size, run.Output.Start + row * run.Output.Row, run.Parameters + Factor.Offset, run.Output.Start + row * run.Output.Row);
        }
    }

    [MethodImpl(Compilation.AtOnce)]
    public override void Backward(in StepRun run, Matrix outputGradient, Matrix inputGradient, float* gradient)
    {
        var rows = run.Batch.Rows;
        var room = run.Scratch + _transposedLength;
        var transposed = new Matrix(run.Scratch, AlignedBuffer.Pad(_inputs));
        for (var member = 0; member < Members; member++)
        {
            var slopes = At(outputGradient, member, Size);
            ChannelGradient.Add(
                rows, Size, _inputs, At(run.Input, member, _inputs), slopes, KernelOf(gradient, member), BiasOf(gradient, member), room);
            if (inputGradient.Start == null)
                continue;
            Transposition.Run(_inputs, Size, KernelOf(run.Parameters, member), transposed);
            ChannelGradient.Multiply(rows, Size, _inputs, slopes, transposed, At(inputGradient, member, _inputs), room);
        }

        if (inputGradient.Start != null)
            Rows.ClearColumns(Tile.All(rows, AlignedBuffer.Pad(Members * _inputs)), Members * _inputs, inputGradient);
    }

    private Matrix KernelOf(float* buffer, int member) =>
        new(buffer + Kernel.Offset + (nint)member * _inputs * Kernel.Layout.StoredColumns, Kernel.Layout.StoredColumns);

    private float* BiasOf(float* buffer, int member) => buffer + Bias.Offset + member * Bias.Layout.StoredColumns;

    /// <summary>What one member has of all rows.</summary>
    private static Matrix At(Matrix values, int member, int channels) => new(values.Start + member * channels, values.Row);
}
