namespace ActReg.MLNet;

/// <summary>Makes a plan of layers: of each the step that computes it, or two with its activation function.</summary>
internal sealed class NetworkPlanner : ILayerVisitor
{
    /// <summary>The most layers of a network.</summary>
    public const int MostLayers = 10_000;

    private readonly PlanBuilder _plan;
    private readonly IReadOnlyList<Layer> _layers;
    private WeightPlace? _preBias;
    private WeightPlace? _codeKernel;
    private int? _passedCount;
    private BinPlaces? _bins;

    private NetworkPlanner(LayerShape input, IReadOnlyList<Layer> layers)
    {
        _plan = new PlanBuilder(input);
        _layers = layers;
    }

    /// <param name="input">The features of a row.</param>
    /// <param name="layers">All layers, the output layer included.</param>
    /// <exception cref="ArgumentException">
    /// A layer does not take what the one before puts out, or its mask, the parameters or a layer's outputs are more than one array can hold, or there
    /// are too many layers.
    /// </exception>
    public static NetworkPlan Plan(LayerShape input, IReadOnlyList<Layer> layers) =>
        CountProblem(layers.Count) is { } problem ? throw new ArgumentException(problem) : new NetworkPlanner(input, layers).Plan();

    /// <summary>What is wrong with so many layers, the output layer included; <see langword="null"/> where nothing is.</summary>
    public static string? CountProblem(int layers) =>
        layers <= MostLayers ? null : Rule.Broken("layers", $"must be at most {MostLayers}, the output layer included", layers);

    public void Visit(DenseLayer layer)
    {
        if (layer.BiasInitializer is HePlusInitializer && _plan.Shape.Rank > 1)
            throw Misplaced("must get units for biases by HePlus, no sequence or image", _plan.Shape);
        AddActivated(
            penalty => _plan.Shape.Rank == 1
                ? new DenseStep(_plan, layer.Units, IsLast && layer.ActivationFunction == Activation.Linear, penalty, layer.KernelRegularizer, layer.KernelInitializer, layer.BiasInitializer)
                : new PositionDenseStep(_plan, layer.Units, penalty, layer.KernelRegularizer, layer.KernelInitializer),
            layer.ActivationFunction, layer.ActivityRegularizer);
    }

    public void Visit(ActivationLayer layer) => AddActivation(layer.ActivationFunction, layer.ActivityRegularizer);

    public void Visit(ActivityRegularizationLayer layer) => AddActivation(Activation.Linear, layer.ActivityRegularizer);

    public void Visit(ParametricActivationLayer layer) =>
        Add(new ParametricActivationStep(_plan, layer.ActivationFunction, layer.ActivityRegularizer));

    public void Visit(ScaleLayer layer) => Add(new ScaleStep(_plan, layer.ActivityRegularizer));

    public void Visit(DropoutLayer layer) => Add(new DropoutStep(_plan.LayerIndex, _plan.Shape, layer.Rate, layer.ActivityRegularizer));

    public void Visit(TopKLayer layer) => AddKeeping(layer.K, () => new TopKStep(_plan, layer.K, auxiliary: null, layer.ActivityRegularizer));

    public void Visit(BatchTopKLayer layer) => AddKeeping(layer.K, () => new BatchTopKStep(
        _plan, layer.K, BatchTopKStep.PlaceThreshold(_plan, _plan.NameLayer("batch_top_k")), auxiliary: null, layer.ActivityRegularizer));

    public void Visit(BatchNormLayer layer) =>
        Add(new BatchNormStep(_plan, layer.Momentum, layer.Epsilon, layer.ActivityRegularizer));

    public void Visit(LayerNormLayer layer) => Add(new LayerNormStep(_plan, layer.Epsilon, layer.ActivityRegularizer));

    public void Visit(FlattenLayer layer) => _plan.Flatten();

    public void Visit(ConvolutionLayer layer)
    {
        var windows = WindowsOf(layer.Window);
        if (_plan.Shape.Channels % layer.Groups != 0)
            throw Misplaced($"must get a multiple of {layer.Groups} channels for its {layer.Groups} groups", _plan.Shape);
        AddActivated(
            penalty => new ConvolutionStep(_plan, layer, windows, penalty), layer.ActivationFunction, layer.ActivityRegularizer);
    }

    public void Visit(PoolingLayer layer)
    {
        var windows = WindowsOf(layer.Window);
        Add(new PoolingStep(
            _plan.LayerIndex, layer.Pooling, windows, windows.Output(_plan.Shape, _plan.Shape.Channels), layer.ActivityRegularizer));
    }

    public void Visit(GlobalPoolingLayer layer)
    {
        var whole = new Size2D(_plan.Shape.Height, _plan.Shape.Width);
        var windows = new Windows(_plan.Shape, new Window(whole, whole, DilationRate: 1, Padding.Valid));
        Add(new PoolingStep(
            _plan.LayerIndex, layer.Pooling, windows, LayerShape.Flat(_plan.Shape.Channels), layer.ActivityRegularizer));
    }

    public void Visit(RecurrentLayer layer) => Add(new RecurrentStep(_plan, layer));

    public void Visit(EmbeddingLayer layer)
    {
        if (!_plan.IsAtInput)
            throw Misplaced("must come first, because it reads features", $"place {_plan.LayerIndex}");
        Add(new EmbeddingStep(_plan, layer.ValueCount, layer.Units, layer.MaskZero, layer.ActivityRegularizer));
    }

    public void Visit(PeriodicEmbeddingLayer layer)
    {
        if (_passedCount is not { } features || _layers[_plan.LayerIndex - 1] is not CategoryEmbeddingLayer)
            Add(new PeriodicEmbeddingStep(_plan, layer, _plan.Size));
        else if (features > 0)
            Add(new PeriodicEmbeddingStep(_plan, layer, features));
        else
            AddActivation(Activation.Linear, layer.ActivityRegularizer);
    }

    public void Visit(CategoryEmbeddingLayer layer)
    {
        if (!FollowsFeatures)
            throw Misplaced("must come first, or behind Imputation, RobustScaling and PiecewiseLinearEncoding alone, because it reads features", $"place {_plan.LayerIndex}");
        if (layer.Blocks is not { Count: > 0 } blocks)
            return;
        if (CategoryBlock.Problem(blocks, _plan.InputSize, "blocks") is { } problem)
            throw new ArgumentException($"{LayerRanks.Name(layer, _plan.LayerIndex)}: {problem}");
        var step = new CategoryEmbeddingStep(_plan, layer, [.. blocks.Select(Encoded)]);
        _passedCount = step.PassedCount;
        Add(step);
    }

    public void Visit(MaskingLayer layer) => Add(new MaskingStep(_plan.LayerIndex, _plan.Shape, layer.MaskValue));

    public void Visit(ImputationLayer layer)
    {
        if (!_plan.IsAtInput)
            throw Misplaced("must come first, because it reads features", $"place {_plan.LayerIndex}");
        if (layer.Indicators is [.., var last] && last >= _plan.Size)
            throw Misplaced($"must have indicators of the {_plan.Size} features that it gets", last);
        Add(new ImputationStep(_plan, layer.Indicators ?? []));
    }

    public void Visit(RobustScalingLayer layer)
    {
        if (!FollowsFeatures || _bins != null)
            throw Misplaced("must come first, or behind Imputation alone, because it scales features", $"place {_plan.LayerIndex}");
        var categories = _layers.OfType<CategoryEmbeddingLayer>().FirstOrDefault()?.Blocks ?? [];
        Add(new RobustScalingStep(_plan, layer.Bound ?? float.PositiveInfinity, categories));
    }

    public void Visit(PiecewiseLinearEncodingLayer layer)
    {
        if (!FollowsFeatures || _bins != null)
            throw Misplaced("must come first, or behind Imputation and RobustScaling alone, because it reads features", $"place {_plan.LayerIndex}");
        if (layer.BinCounts is { } counts && counts.Count != _plan.Size)
            throw Misplaced($"must have bins of the {_plan.Size} features that it gets", counts.Count);
        _bins = new BinPlaces(layer.BinCounts ?? [.. Enumerable.Repeat(1, _plan.Size)]);
        Add(new PiecewiseLinearEncodingStep(_plan, _bins));
    }

    public void Visit(ReshapeLayer layer)
    {
        if (layer.Misfit(_plan.Size) is { } rule)
            throw Misplaced(rule, _plan.Shape);
        Add(new ReshapeStep(_plan.LayerIndex, layer.Shape(_plan.Size)));
    }

    public void Visit(RepeatVectorLayer layer) =>
        Add(new RepeatStep(_plan.LayerIndex, _plan.Shape, (1, layer.N), rank: 2, layer.ActivityRegularizer));

    public void Visit(UpSamplingLayer layer) =>
        Add(new RepeatStep(_plan.LayerIndex, _plan.Shape, layer.Places, _plan.Shape.Rank, layer.ActivityRegularizer));

    public void Visit(Conv2DTransposeLayer layer)
    {
        var windows = WithRoom(Windows.OfPixels(_plan.Shape, layer.Window, layer.Filters), "put out");
        AddActivated(
            penalty => new TransposedConvolutionStep(_plan, layer, windows, penalty), layer.ActivationFunction, layer.ActivityRegularizer);
    }

    public void Visit(PreBiasLayer layer)
    {
        if (!_plan.IsAtInput)
            throw Misplaced("must come first", $"place {_plan.LayerIndex}");
        var step = new PreBiasStep(_plan);
        _preBias = step.Bias;
        Add(step);
    }

    public void Visit(CodeLayer layer)
    {
        var planner = new CodePlanner(_plan, layer, hasAuxiliary: _layers.ElementAtOrDefault(_plan.LayerIndex + 1) is DecoderLayer { IsTied: false }, Add);
        planner.AddSteps();
        _codeKernel = planner.Kernel;
    }

    public void Visit(DecoderLayer layer)
    {
        if (_codeKernel == null || (layer.IsTied && _preBias == null))
            throw Misplaced("must come in an autoencoder", $"place {_plan.LayerIndex}");
        if (layer.IsTied && (_codeKernel.Shape[0], _codeKernel.Shape[1]) != (_preBias!.Shape[0], _plan.Size))
            throw Misplaced($"must get the code of {LayerShape.Text(_codeKernel.Shape)} for a tied decoder of {_preBias.Shape[0]} values", _plan.Shape);
        var weights = layer.IsTied
            ? DenseWeights.Tied(_codeKernel, _preBias!) : DenseWeights.PlaceDecoder(_plan, _plan.NameLayer("decoder"), _preBias);
        Add(new DenseStep(_plan, weights, penalty: null, layer.IsTied ? null : layer.KernelRegularizer));
    }

    public void Visit(BatchEnsembleLayer layer) => Add(new BatchEnsembleStep(_plan, layer.Members, layer.ActivityRegularizer));

    public void Visit(MemberOutputLayer layer) => Add(new MemberOutputStep(_plan, layer));

    /// <summary>Whether nothing before changes what a feature is.</summary>
    private bool FollowsFeatures => _layers.Take(_plan.LayerIndex).All(before => before.AdaptsToRows);

    /// <summary>A block of features where an encoding of the other features has moved it to.</summary>
    private CategoryBlock Encoded(CategoryBlock block)
    {
        if (_bins == null)
            return block;
        var first = _bins.Starts[block.First];
        return _bins.Starts[(int)block.End] - first == block.Count
            ? new(first, block.Count) : throw Misplaced("must get blocks of features that have one bin each", block);
    }

    private bool IsLast => _plan.LayerIndex == _layers.Count - 1;

    private NetworkPlan Plan()
    {
        // First, for an output layer that takes members has nothing to say of layers that have mixed them.
        LayerMembers.Check(_layers);
        foreach (var layer in _layers)
        {
            LayerRanks.Check(layer, _plan.LayerIndex, _plan.Shape.Rank, _plan.Shape);
            // Features have an image's channels first; all else has them last.
            if (_plan.IsAtInput && _plan.Shape is { Rank: 3, Channels: > 1 })
                _plan.Add(new ChannelsLastStep(_plan.LayerIndex, _plan.Shape));
            AddSteps(layer);
            if (layer.KeepsProportions)
                _plan.PassKernelRole();
            _plan.EndLayer();
        }

        LayerMasks.Check(_layers);
        return _plan.ToPlan(_layers);
    }

    /// <summary>Adds a layer, and finds out whether there can be arrays for it.</summary>
    private void AddSteps(Layer layer)
    {
        _plan.LearningRateFactor = layer.LearningRateFactor;
        _plan.BiasLearningRateFactor = layer.BiasLearningRateFactor;
        try
        {
            layer.Accept(this);
        }
        catch (OverflowException)
        {
            throw TooLarge();
        }
    }

    private void Add(Step step)
    {
        int[] lengths = [step.Size, step.Stride, step.WorkspaceLength(rows: 1), step.Fused?.ScratchLength(rows: 1) ?? 0];
        if (lengths.Max() > AlignedBuffer.MaxLength)
            throw TooLarge();
        if (step.Penalty?.Misfit(step.Shape) is { } rule)
            throw Misplaced(rule, step.Shape);
        _plan.Add(step);
    }

    /// <summary>Adds a step and the activation that follows, which carries the penalty unless it is linear.</summary>
    /// <param name="create">Makes the step with the penalty on its own output.</param>
    /// <param name="activation">The function.</param>
    /// <param name="penalty">The penalty on the result of both.</param>
    private void AddActivated(Func<ActivityRegularizer?, Step> create, Activation activation, ActivityRegularizer? penalty)
    {
        var isLinear = activation == Activation.Linear;
        Add(create(isLinear ? penalty : null));
        if (!isLinear)
            AddActivation(activation, penalty);
    }

    private void AddKeeping(int k, Func<Step> create) =>
        Add(k <= _plan.Size ? create() : throw Misplaced($"must get at least the {k} units that it keeps", _plan.Shape));

    private void AddActivation(Activation activation, ActivityRegularizer? penalty) =>
        Add(new ActivationStep(_plan.LayerIndex, _plan.Shape, activation, penalty));

    /// <exception cref="ArgumentException">There is no room for a window, or too much around the input.</exception>
    private Windows WindowsOf(Window window)
    {
        var windows = new Windows(_plan.Shape, window);
        if (windows.Height.Output < 1 || windows.Width.Output < 1)
        {
            var extent = _plan.Shape.Rank == 2
                ? $"{windows.Width.Extent} timesteps" : $"height {windows.Height.Extent} and width {windows.Width.Extent}";
            throw Misplaced($"must get at least {extent} for one window", _plan.Shape);
        }

        return WithRoom(windows, "get");
    }

    private Windows WithRoom(Windows windows, string verb) => windows.PaddedSize <= AlignedBuffer.MaxLength ? windows : throw Misplaced(
        $"must {verb} at most {AlignedBuffer.MaxLength} values per row, padding included", windows.PaddedSize);

    private ArgumentException TooLarge() => new(
        $"{LayerRanks.Name(_layers[_plan.LayerIndex], _plan.LayerIndex)} has more weights or outputs than the {AlignedBuffer.MaxLength} "
        + "that one network can have.");

    private ArgumentException Misplaced(string rule, object received) =>
        new(Rule.Broken(LayerRanks.Name(_layers[_plan.LayerIndex], _plan.LayerIndex), rule, received));
}
