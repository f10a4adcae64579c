using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace ActReg.MLNet;

/// <summary>Trains an autoencoder, whose sparse code of the features becomes a column; made by <c>mlContext.Transforms.SparseAutoencoder</c>.</summary>
/// <remarks>
/// <para>Input column: a known-size vector of <see cref="float"/>; no label. Rows with a feature that is missing or infinite, or a weight that is not finite and above 0, are
/// skipped in training with a warning. Output columns: the code, a vector of <see cref="float"/>, and on request the reconstruction, its error and whether that is large;
/// NaN, and false, where a feature is not finite. Of finite features so far off that the network overflows, code and reconstruction are NaN, the error infinite and the label true.</para>
/// <para>Features are centred, and divided by one scale for all of them, inside; the model keeps both.</para>
/// </remarks>
public sealed class SparseAutoencoderEstimator : IEstimator<SparseAutoencoderTransformer>
{
    private readonly IHost _host;
    private readonly SparseAutoencoderOptions _options;
    private readonly SeededTraining _training;
    private readonly TrainingRun _run;

    internal SparseAutoencoderEstimator(IHostEnvironment env, SparseAutoencoderOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Rule.ThrowIfBroken([.. AutoencoderRules.Of(options), .. TrainingRules.Of(options)]);
        _host = env.Register(nameof(SparseAutoencoderEstimator));
        _options = options.Copy();
        _training = new SeededTraining(_options, env.ContextSeed());
        _run = new TrainingRun(_host, _options);
    }

    private AutoencoderColumns Columns => AutoencoderColumns.Of(_options);

    /// <summary>Trains.</summary>
    /// <param name="input">The rows to train on.</param>
    /// <exception cref="ArgumentException">A column is missing, or is not of the type, or the length, that it must have, or layers do not fit the features.</exception>
    /// <exception cref="InvalidOperationException">No row can be used, rows do not fit in memory, or a checkpoint is another training's.</exception>
    /// <exception cref="TrainingDivergedException">The loss or a weight became infinite or not a number.</exception>
    /// <exception cref="OperationCanceledException">The options' token, or the context, cancelled training.</exception>
    /// <exception cref="IOException">
    /// A checkpoint cannot be read or written from the start, or later, as a <see cref="CheckpointFailedException"/>.
    /// </exception>
    public SparseAutoencoderTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        GetOutputSchema(SchemaShape.Create(input.Schema));
        using var channel = _host.Start("Training");
        var time = _options.StartTime();
        var column = input.Schema[_options.InputColumnName];
        var marks = ColumnMarks.OfFeatures(column);
        CheckValidationSet(column, marks);
        var request = Prepare(channel, column, marks);
        var (data, scale, vary) = Read(channel, request, input, marks);
        request = request with
        {
            Settings = _options.StepDefaults.Apply(request.Settings, data.Train.RowCount),
            InitialWeights = FindInitialWeights(request, data.Train),
            AreWeightsDerived = _options.InitialWeights == null,
            Augmentation = Denoising.Of(scale, _options.Augmentation, _options.Noise),
            Time = time,
        };
        var warnings = new TrainingWarnings(channel);
        if (!_options.TiedWeights)
            warnings.OfNorms(request.Plan, _options.SparsityInForce);
        warnings.OfLastBatch(request.Plan, data.Train.RowCount, request.Settings.BatchSize);
        var result = _run.Run(channel, request, data);
        var network = result.Network with { Columns = new TrainingColumns(marks, new LabelMarks(IsNormalized: false)).ToStore() };
        // Where there is nothing to tell, and a warning has said so, a code that tells nothing is as it should be.
        if (vary)
        {
            warnings.OfResult(result, request.PenaltyOption);
            warnings.OfCode(network, data.Train.RowCount);
            warnings.OfReconstruction(result, _options.SparsityInForce);
        }

        // Where a cancelled training is to give its best model, this belongs to it.
        var checkAlive = _options.OnCancellation == CancellationBehavior.KeepBest ? () => { } : (Action)_run.CheckAlive;
        var threshold = ReconstructionError.Threshold(network, data.Train, _options.AnomalyShare, checkAlive);
        return new SparseAutoencoderTransformer(_host, Columns, new TrainedAutoencoder(network, scale, threshold));
    }

    /// <summary>The input columns and those that are made.</summary>
    /// <param name="inputSchema">The input columns.</param>
    /// <exception cref="ArgumentException">A column is missing, or is of another type.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        var output = Columns.OutputSchemaShape(_host, inputSchema);
        if (_options.ExampleWeightColumnName is not { } weight)
            return output;
        if (!inputSchema.TryFindColumn(weight, out var column))
            throw _host.ExceptSchemaMismatch(nameof(inputSchema), "weight", weight);
        return column.Kind == SchemaShape.Column.VectorKind.Scalar && column.ItemType == NumberDataViewType.Single
            ? output : throw _host.ExceptSchemaMismatch(nameof(inputSchema), "weight", weight, "Single", column.GetTypeString());
    }

    /// <summary>What can be refused before any row is read.</summary>
    private TrainingRequest Prepare(IChannel channel, DataViewSchema.Column column, FeatureMarks marks)
    {
        var featureCount = ((VectorDataViewType)column.Type).Size;
        if (featureCount == 0)
            throw new ArgumentException(Rule.Broken($"column \"{column.Name}\"", "must be a vector of known size", column.Type));
        var plan = AutoencoderLayers.Plan(_options, featureCount);
        InputShapes.Check(_options.InputShape, marks.Dimensions, column.Name);
        if (_options.InitialWeights is { } weights)
            Weights.CheckFit(plan, weights, "initialWeights");
        if (NetworkDescription.LayersProblem(plan.Layers) is { } problem)
            throw new ArgumentException(problem);
        var (engine, cudaDevice) = Devices.Choose(_host, channel, _options.Engine, TorchOnly.In(plan));
        var checkpoints = _training.FindCheckpoint();
        return new TrainingRequest
        {
            Plan = plan,
            Loss = new RegressionObjective(RegressionLoss.MeanSquaredError, featureCount),
            Settings = (checkpoints?.InForce(_training.Settings) ?? _training.Settings) with { Engine = engine },
            CudaDevice = cudaDevice,
            TorchThreads = _options.TorchThreads,
            Checkpoints = checkpoints,
            PenaltyOption = "sparsity",
        };
    }

    private (TrainingData Data, FeatureScale Scale, bool Vary) Read(IChannel channel, TrainingRequest request, IDataView input, FeatureMarks marks)
    {
        var reader = new TrainingSetReader(_host, channel, _options, request.Plan.Features, _run.CheckAlive);
        var (train, validation) = reader.ReadTrainingFeatures(input, _options.InputColumnName, request.Settings);
        if (_options.ValidationSet != null)
            validation = reader.ReadValidationFeatures(_options.ValidationSet, _options.InputColumnName);
        var weights = train.SummarizeLabels(classCount: 0);
        if (weights.WeightProblem($"column \"{_options.ExampleWeightColumnName}\"") is { } problem)
            throw _host.Except(problem);
        var moments = FeatureMoments.Of(train, _run.CheckAlive);
        new TrainingWarnings(channel).OfSpreads(moments, marks, _options.InputColumnName);
        var scale = FeatureScale.Of(moments);
        return (TrainingData.OfFeatures(train, validation, weights, scale), scale, moments.Vary);
    }

    /// <summary>Those given, or what of them the rows say: a pre-bias that does not begin at the mean, which is 0 now, the encoder's scale, and thresholds.</summary>
    private IReadOnlyList<WeightTensor>? FindInitialWeights(TrainingRequest request, ITrainingRows scaled)
    {
        if (_options.InitialWeights != null)
            return _options.InitialWeights;
        var place = request.Plan.Weights[0];
        IReadOnlyList<WeightTensor> first = _options.PreBias == PreBias.Mean
            ? [] : [new WeightTensor(place.Name, [.. place.Shape], GeometricMedian.Of(scaled, _run.CheckAlive))];
        var all = Weights.Complete(request.Plan, first, RandomStreams.Create(request.Settings.Seed, RandomStreams.Initialization));
        var (sparsity, network) = (_options.SparsityInForce, new TrainedNetwork(request.Plan, all, [], request.Settings));
        // With other layers the decoder's kernel is not the encoder's transpose, and what it makes of the code at first is nothing like the row.
        if (_options is { Encoder.Count: 0, Decoder.Count: 0 })
            network = network with { Weights = FirstScale.Of(network, scaled, sparsity, _run.CheckAlive) };
        return sparsity.TargetOfThresholds is { } target ? FirstThresholds.Of(network, scaled, target, _run.CheckAlive) : network.Weights;
    }

    private void CheckValidationSet(DataViewSchema.Column trained, FeatureMarks marks)
    {
        if (_options.ValidationSet is not { } data)
        {
            if (ValidationRules.MissingSet(_options) is { } problem)
                throw _host.Except(problem);
            return;
        }

        try
        {
            GetOutputSchema(SchemaShape.Create(data.Schema));
        }
        catch (ArgumentException e)
        {
            throw new ArgumentException($"validation set: {e.Message}", e);
        }

        var column = data.Schema[_options.InputColumnName];
        if (((VectorDataViewType)column.Type).Size != ((VectorDataViewType)trained.Type).Size)
        {
            throw new ArgumentException(Rule.Broken(
                $"validation set: column \"{column.Name}\"", $"must be of type {trained.Type}, like the training set's", column.Type));
        }

        Rule.ThrowIfBroken([marks.Problem(ColumnMarks.OfFeatures(column), $"validation set: column \"{column.Name}\"")]);
    }
}
