using Microsoft.ML;

namespace ActReg.MLNet;

/// <summary>The options that everything has which this plugin trains. A trainer or estimator copies them when it is made.</summary>
public abstract partial class TrainingOptions
{
    /// <param name="epochs">How many.</param>
    /// <param name="batchSize">Null for what follows from the rows.</param>
    /// <param name="learningRate">Null for what follows from rows and epochs.</param>
    private protected TrainingOptions(int epochs, int? batchSize = null, float? learningRate = null)
    {
        StepDefaults = new StepDefaults(batchSize == null, learningRate == null, Schedule: learningRate == null);
        Settings = new TrainingSettings
        {
            Epochs = epochs,
            BatchSize = batchSize ?? StepDefaults.LargestBatch,
            LearningRate = learningRate ?? StepDefaults.LargestRate,
            Shuffle = true,
            Seed = 0,
            Engine = TrainingEngine.Auto,
        };
    }

    /// <summary>Those that are not left as they are by default.</summary>
    public override string ToString() => OptionsText.Of(this);

    /// <summary>
    /// Those that are not left as they are by default, as JSON, by their names in camel case: <c>{ "layers": [ … ], "epochs": 100 }</c>. Reading it with another version of this library
    /// gives that version's defaults for all others.
    /// </summary>
    /// <remarks>A penalty or a metric of your own is written by its name, and has to be given again before training.</remarks>
    /// <exception cref="NotSupportedException">Options are given that are no plain values: a data set, weights, a function, a token.</exception>
    public string ToJson() => OptionsJson.Write(this);

    /// <summary>Options from what <see cref="ToJson"/> wrote, or a person did; those that are missing are the defaults. Whether they fit each other is checked when a trainer is made of them.</summary>
    /// <typeparam name="TOptions">Whose: <see cref="ActivityRegularizedMlpOptions"/>, <see cref="ActivityRegularizedNetworkOptions"/>, <see cref="ActivityRegularizedTabularMlpOptions"/> or <see cref="SparseAutoencoderOptions"/>.</typeparam>
    /// <param name="json">A JSON object.</param>
    /// <exception cref="FormatException">It is none, or has an option that these options do not have, or a value that is out of range or of another kind; the message names it.</exception>
    public static TOptions FromJson<TOptions>(string json)
        where TOptions : TrainingOptions, new()
    {
        ArgumentNullException.ThrowIfNull(json);
        return OptionsJson.Read<TOptions>(json);
    }

    /// <summary>What of the options is kept with the model; where they say nothing, what stands here.</summary>
    internal TrainingSettings Settings { get; set; }

    /// <summary>A column of finite weights above 0, one per row, of which only the proportions count; none by default.</summary>
    public string? ExampleWeightColumnName { get; set; }

    /// <summary>The passes over the training set, at least 1; by default 200 of a trainer, and 50 of an autoencoder.</summary>
    public int Epochs
    {
        get => Settings.Epochs;
        set
        {
            Settings = Settings with { Epochs = value };
            HasOwnEpochs = true;
        }
    }

    /// <summary>Whether <see cref="Epochs"/> were given.</summary>
    internal bool HasOwnEpochs { get; private set; }

    /// <summary>
    /// The rows per update, at least 1; the last batch of an epoch may have fewer. <see langword="null"/>, a trainer's default, is a sixteenth of the rows, at least 4 and at most 32.
    /// By default 64 of an autoencoder and of <c>ActivityRegularizedTabularMlp</c>.
    /// </summary>
    public int? BatchSize
    {
        get => StepDefaults.BatchSize ? null : Settings.BatchSize;
        set
        {
            Settings = Settings with { BatchSize = value ?? StepDefaults.LargestBatch };
            StepDefaults = StepDefaults with { BatchSize = value == null };
        }
    }

    /// <summary>
    /// The learning rate, above 0. <see langword="null"/>, a trainer's default, is <c>0.73 rows^0.4 / (batches epochs^1.2)</c>, of the rows to train on and the batches of an epoch, at least 0.0001 and at most 0.01: what suits Adam and its like.
    /// By default 0.001 of an autoencoder, and 0.003 of <c>ActivityRegularizedTabularMlp</c>.
    /// </summary>
    public float? LearningRate
    {
        get => StepDefaults.LearningRate ? null : Settings.LearningRate;
        set
        {
            Settings = Settings with { LearningRate = value ?? StepDefaults.LargestRate };
            StepDefaults = StepDefaults with { LearningRate = value == null };
        }
    }

    /// <summary>
    /// How the learning rate changes. <see langword="null"/>, a trainer's default, is <see cref="LearningRateSchedule.Constant"/> beside a <see cref="LearningRate"/> that is given, else
    /// <see cref="LearningRateSchedule.Cosine"/>. Constant by default of an autoencoder.
    /// </summary>
    public LearningRateSchedule? LearningRateSchedule
    {
        get => StepDefaults.Schedule ? null : Settings.LearningRateSchedule;
        set
        {
            Settings = Settings with { LearningRateSchedule = value ?? LearningRateSchedule.Constant };
            StepDefaults = StepDefaults with { Schedule = value == null };
        }
    }

    /// <summary>Which of these are left out.</summary>
    internal StepDefaults StepDefaults { get; set; }

    /// <summary>How weights follow the gradient; <see cref="Optimizer.Adam"/> with Keras's values by default.</summary>
    public Optimizer Optimizer
    {
        get => Settings.Optimizer;
        set => Settings = Settings with { Optimizer = value };
    }

    /// <summary>A bound on the gradient; none by default.</summary>
    public GradientClipping? GradientClipping
    {
        get => Settings.GradientClipping;
        set => Settings = Settings with { GradientClipping = value };
    }

    /// <summary>
    /// The penalty on the kernel of every layer that has a kernel and no penalty on it, the output layer's too, but not on recurrent
    /// kernels; none by default.
    /// </summary>
    public KernelRegularizer? KernelRegularizer { get; set; }

    /// <summary>
    /// How activity penalties change during training: by a warm-up, or so that a given sparsity is reached. They do not by
    /// default. Some layer must have an activity regularizer then.
    /// </summary>
    public ActivityPenaltySchedule? ActivityPenaltySchedule
    {
        get => Settings.ActivityPenaltySchedule;
        set => Settings = Settings with { ActivityPenaltySchedule = value };
    }

    /// <summary>Whether to shuffle the rows before each epoch; the default.</summary>
    public bool Shuffle
    {
        get => Settings.Shuffle;
        set => Settings = Settings with { Shuffle = value };
    }

    /// <summary>
    /// The seed of initialization, shuffling and dropout; by default the one that the <see cref="MLContext"/> was made with, or,
    /// made without one, a random one, drawn when the trainer or estimator is made: each <c>Fit</c> of one trainer starts from the same weights.
    /// </summary>
    public int? Seed { get; set; }

    /// <summary>
    /// Rows to measure after each epoch, with the training set's columns; none by default. Only early stopping and
    /// <see cref="LearningRateSchedule.ReduceOnPlateau"/> heed them.
    /// </summary>
    public IDataView? ValidationSet { get; set; }

    /// <summary>
    /// The share of the training rows to set aside and measure after each epoch instead of a validation set, at least 0 and below 1; 0, none,
    /// by default. They are drawn by the seed; where labels are classes, of each the same share, and each keeps a row to train on. Of a set
    /// that is streamed, each row is drawn by itself, so that shares are only about the same.
    /// </summary>
    public float ValidationFraction
    {
        get => Settings.ValidationFraction;
        set => Settings = Settings with { ValidationFraction = value };
    }

    /// <summary>
    /// Which rows <see cref="ValidationFraction"/> sets aside: by default those that the seed draws, or the last ones, for time series. Where
    /// the last ones of a streamed set are to be set aside, its rows are counted in one pass more, and the view does not shuffle them by itself.
    /// </summary>
    public ValidationRows ValidationRows
    {
        get => Settings.ValidationRows;
        set => Settings = Settings with { ValidationRows = value };
    }

    /// <summary>
    /// A column whose values say which rows belong together, such as a patient's; none by default. <see cref="ValidationFraction"/> then draws
    /// values, and sets all of their rows aside: a text, number, key or Boolean, by its hash, whatever the order of the rows. So shares are only
    /// about the same, and not those of each class; where there are two values, one at least is on either side. Missing values belong together.
    /// </summary>
    public string? SamplingKeyColumnName
    {
        get => Settings.SamplingKeyColumnName;
        set => Settings = Settings with { SamplingKeyColumnName = value };
    }

    /// <summary>
    /// Changes training rows at random, each time that one is put into a batch; none by default. What it changes is a copy, and rows to
    /// validate on are as they are.
    /// </summary>
    /// <remarks>
    /// It must depend on nothing but its arguments, and leave all features finite. It is called on the thread that trains, row after row. What the
    /// generator draws depends on the seed, the epoch and the row's place in the epoch's order, for either engine, from memory and streamed. A
    /// model and a checkpoint know only that there was one: a training that is resumed must be given it again.
    /// </remarks>
    public RowAugmentation? Augmentation { get; set; }

    /// <summary>
    /// When to end training before the last epoch, and whether to return to the best one: <c>new EarlyStopping(patience: 10)</c>.
    /// Never by default. The model's validation figures are then no longer those of unseen data.
    /// </summary>
    public EarlyStopping? EarlyStopping
    {
        get => Settings.EarlyStopping;
        set => Settings = Settings with { EarlyStopping = value };
    }

    /// <summary>
    /// The time that <c>Fit</c> has, above 0, from its beginning, the reading of rows included; none by default. Training ends with the step during which it passes, in the midst of an epoch if need be, measures the
    /// validation set once more, and gives the model that it has then, or the best epoch's where <see cref="EarlyStopping"/> restores it.
    /// </summary>
    /// <remarks>
    /// <para>Schedules of the learning rate over the whole training, <see cref="LearningRateSchedule.Cosine"/>, <see cref="LearningRateSchedule.OneCycle"/>, <see cref="LearningRateSchedule.CosLog4"/> and
    /// <see cref="LearningRateSchedule.FlatCosine"/>, go on by the share of the steps or of the time, whichever is larger, so that they come to their end whichever ends the training.</para>
    /// <para>Of all options this one alone makes the model depend on how fast the machine is, and on what else it does, where the time does not suffice for all epochs. So it is refused in studies, whose results anybody can
    /// have again, and beside a <see cref="CheckpointPath"/>. The last entry of the history may then be of an epoch that was not trained to its end.</para>
    /// <para>At least one step is trained, and a step or a measurement of the validation set that has begun is finished. Networks that score together share the time, by as many as the machine has cores at a time; those that have not begun when it is over are left out.</para>
    /// </remarks>
    public TimeSpan? TimeLimit
    {
        get => Settings.TimeLimit;
        set => Settings = Settings with { TimeLimit = value };
    }

    /// <summary>For tests.</summary>
    internal TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>The time that a <c>Fit</c> has which begins now; <see langword="null"/> for any.</summary>
    internal TrainingTime? StartTime() => TimeLimit is { } limit ? new TrainingTime(limit, TimeProvider) : null;

    /// <summary>Called after each epoch, on the training thread; may stop training. What it throws ends the training.</summary>
    public Action<EpochEnd>? OnEpochEnd { get; set; }

    /// <summary>
    /// The weights to start from, in the names' order and the shapes of <see cref="NetworkModelParametersBase{TOutput}.GetWeights()"/>; by default
    /// Keras's, which each layer's type states.
    /// </summary>
    public IReadOnlyList<WeightTensor>? InitialWeights { get; set; }

    /// <summary>What computes the training; <see cref="TrainingEngine.Auto"/> by default.</summary>
    public TrainingEngine Engine
    {
        get => Settings.Engine;
        set => Settings = Settings with { Engine = value };
    }

    /// <summary>
    /// The threads that libtorch computes with while it trains on the CPU, at least 1; by default as many as it takes by itself, one for each core, or what <c>OMP_NUM_THREADS</c> says.
    /// Matters to the <c>Torch</c> engine alone.
    /// </summary>
    /// <remarks>
    /// On a machine that does something else, too, threads of libtorch wait for each other, and one may be many times as fast as two; of small recurrent networks it is anyway. Sums are
    /// rounded otherwise with another number. The number is the process's: trainings at the same time should have the same; after the last one it is what it was.
    /// </remarks>
    public int? TorchThreads { get; set; }

    /// <summary>
    /// Whether rows are kept in memory; by default only those of a set whose features take at most 2 GiB (rows x features x
    /// 4 bytes). A larger set, or any where this is <see langword="false"/>, is streamed: every epoch reads its data view once
    /// more, and before training one pass finds what has to be known. The view must give the same rows each time.
    /// </summary>
    /// <remarks>
    /// <para>A thread of its own reads ahead, and memory does not grow with the rows. To shuffle, rows go through a buffer of
    /// 32 MiB, which they leave in random order, so that a row moves by about as many places as the buffer has; a view that can
    /// shuffle by itself (<see cref="IDataView.CanShuffle"/>) does so too. Order any other at random before it is streamed, lest
    /// it be in the order of its labels. Without shuffling, the model is the same as from memory, bit for bit.</para>
    /// <para>Where the process may not have as much memory as kept rows take, <c>Fit</c> throws; it never streams them instead by
    /// itself, lest a model depend on free memory.</para>
    /// <para>A validation set is streamed by the same rule.</para>
    /// </remarks>
    public bool? CacheInMemory { get; set; }

    /// <summary>For tests.</summary>
    internal StreamingSizes StreamingSizes { get; set; } = new();

    /// <summary>Cancels training; none by default. <see cref="OnCancellation"/> says what <c>Fit</c> does then.</summary>
    /// <remarks>
    /// <c>Fit</c> does not wait for a data view that blocks: the cursor is left to the thread that reads, which disposes of it when it
    /// comes back. With a token, rows are therefore read into memory on such a thread, too, instead of the caller's.
    /// </remarks>
    public CancellationToken CancellationToken { get; set; }

    /// <summary>What <c>Fit</c> does when it is cancelled: it throws by default, or returns the best model so far.</summary>
    public CancellationBehavior OnCancellation { get; set; }

    /// <summary>
    /// A file, in a folder that exists, to keep what training has done so far; none by default. A training that finds its own
    /// checkpoint there goes on from it, and ends as if it had never been interrupted, bit for bit on the same machine.
    /// </summary>
    /// <remarks>
    /// <para>The file is always whole: it is written beside its place, and then moved there. It is deleted when training has
    /// ended, whether after the last epoch or before; it stays when <c>Fit</c> is killed, is cancelled or throws. One file is for
    /// one <c>Fit</c> at a time.</para>
    /// <para>Before the first epoch, a file is written beside it and removed: where that cannot be, <c>Fit</c> throws an
    /// <see cref="IOException"/>. <see cref="OnCheckpointFailure"/> says what happens when writing fails later.</para>
    /// <para>A checkpoint of other options, data or initial weights, or a file that is damaged or something else, is refused with
    /// an error that says so, and is left alone. A seed that is merely random is no such difference: training takes the
    /// checkpoint's.</para>
    /// </remarks>
    public string? CheckpointPath { get; set; }

    /// <summary>
    /// After how many epochs a checkpoint is written, at least 1; by default 10. Only beside a <see cref="CheckpointPath"/>.
    /// </summary>
    public int? CheckpointEpochs { get; set; }

    /// <summary>
    /// What <c>Fit</c> does when a checkpoint can no longer be written: by default it warns in the log and trains on, because a model
    /// is worth more than its checkpoint.
    /// </summary>
    public CheckpointFailureBehavior OnCheckpointFailure { get; set; }

    /// <summary>Whether rows to validate on are drawn, from wherever they stand.</summary>
    internal bool DrawsRowsToValidateOn => ValidationRows == ValidationRows.Random;

    /// <summary>A copy that later changes of these options do not reach.</summary>
    internal virtual TrainingOptions Copy()
    {
        var copy = (TrainingOptions)MemberwiseClone();
        copy.InitialWeights = InitialWeights?.Select(weight => weight.Copy()).ToArray();
        copy.CheckpointPath = CheckpointPath == null ? null : Path.GetFullPath(CheckpointPath);
        return copy;
    }
}
