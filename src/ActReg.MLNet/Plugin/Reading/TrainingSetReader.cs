using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace ActReg.MLNet;

/// <summary>Reads the sets of a training into memory, or finds out what has to be known to stream them.</summary>
/// <param name="env">The trainer's.</param>
/// <param name="channel">Where warnings go.</param>
/// <param name="options">What is kept in memory, and whether checksums will be asked for.</param>
/// <param name="values">What features may be.</param>
/// <param name="checkAlive">Called for each row; throws to cancel.</param>
internal sealed class TrainingSetReader(
    IHostEnvironment env, IChannel channel, TrainingOptions options, FeatureDomain values, Action checkAlive)
{
    /// <summary>The rows to train on, and those that are set aside to validate on, if any are to be.</summary>
    /// <param name="data">The training set.</param>
    /// <param name="settings">What share to set aside, and the seed.</param>
    /// <param name="classCount">The number of classes; 0 where labels are numbers.</param>
    /// <exception cref="InvalidOperationException">
    /// No row is left, too few to set some aside, or more than fit in memory; or a later pass reads others.
    /// </exception>
    public (ITrainingRows Train, ITrainingRows? SetAside) ReadTrainingSet(
        RoleMappedData data, TrainingSettings settings, int classCount)
    {
        var rows = TrainingSource.Of(env, data, settings, byClass: classCount > 0, values);
        if (rows.SetAside is not { } setAside)
            return (ReadOrSurvey(rows, classCount), null);
        if (ReadIfSmall(rows) is { } read)
        {
            var parts = setAside.Split(read);
            CheckParts(rows, parts.Train.Length, parts.Validation.Length);
            return (new MemoryRows(read, parts.Train), new MemoryRows(read, parts.Validation));
        }

        rows = rows with { SetAside = setAside.ForStreaming(() => Count(rows)) };
        var survey = Survey(rows, classCount);
        if ((survey.Train.Count == 0 || survey.SetAside.Count == 0) && Cancellably(() => setAside.InBothParts(rows)) is { } mended)
        {
            rows = rows with { SetAside = mended };
            survey = Survey(rows, classCount, warns: false);
        }

        return Streamed(rows, survey);
    }

    /// <summary>The rows of a validation set.</summary>
    /// <param name="data">The validation set.</param>
    /// <param name="classes">For each of its keys, counted from 0, the class that it stands for; null where they are the same.</param>
    /// <exception cref="InvalidOperationException">No row is left, or more than fit in memory.</exception>
    public ITrainingRows ReadValidationSet(RoleMappedData data, IReadOnlyList<int>? classes) =>
        ReadOrSurvey(new ExampleSource(data, "validation set", values) { Classes = classes, Window = options.Settings.SeriesWindow }, classCount: 0);

    /// <summary>The same of rows whose targets are their own features; a label is not asked for.</summary>
    /// <param name="data">The training set.</param>
    /// <param name="column">The features.</param>
    /// <param name="settings">What share to set aside, and the seed.</param>
    /// <inheritdoc cref="ReadTrainingSet"/>
    public (ITrainingRows Train, ITrainingRows? SetAside) ReadTrainingFeatures(IDataView data, string column, TrainingSettings settings) =>
        ReadTrainingSet(Features(data, column), settings, classCount: 0);

    /// <summary>The same of rows whose targets are their own features.</summary>
    /// <param name="data">The validation set.</param>
    /// <param name="column">The features.</param>
    /// <inheritdoc cref="ReadValidationSet"/>
    public ITrainingRows ReadValidationFeatures(IDataView data, string column) => ReadValidationSet(Features(data, column), classes: null);

    private RoleMappedData Features(IDataView data, string column) =>
        new(data, label: null, feature: column, weight: options.ExampleWeightColumnName);

    private ITrainingRows ReadOrSurvey(ExampleSource rows, int classCount)
    {
        if (ReadIfSmall(rows) is { } read)
            return new MemoryRows(read);
        var survey = Survey(rows, classCount);
        return Streamed(rows, survey.Train, survey);
    }

    private (ITrainingRows Train, ITrainingRows SetAside) Streamed(ExampleSource rows, RowSurvey survey)
    {
        var setAside = survey.SetAside.Count;
        CheckParts(rows, survey.Train.Count, setAside);
        var isSmall = options.CacheInMemory == null && setAside <= options.StreamingSizes.CacheBytes / survey.FeatureBytes;
        var validation = Streamed(rows with { Part = true }, survey.SetAside, survey);
        return (Streamed(rows with { Part = false }, survey.Train, survey), isSmall ? Kept(validation) : validation);
    }

    private void CheckParts(ExampleSource rows, long train, long setAside)
    {
        if (Cancellably(() => rows.SetAside!.Problem(rows, train, setAside)) is { } problem)
            throw channel.Except(problem);
    }

    private long Count(ExampleSource rows) => Cancellably(() =>
    {
        long count = 0;
        using var cursor = rows.Open();
        for (; cursor.MoveNext(); count++)
            checkAlive();
        return count;
    });

    private StreamedSet Streamed(ExampleSource rows, LabelStatistics labels, RowSurvey survey) =>
        new(rows, labels, survey.Features, survey.Skipped.Count, survey.Checksum, options.StreamingSizes)
        {
            FeatureBytes = survey.FeatureBytes,
            LeaveZerosOut = survey.LeaveZerosOut,
        };

    private MemoryRows Kept(StreamedSet set)
    {
        var read = Read(set.Rows, expectedRows: set.RowCount, mostRows: set.RowCount, mostBytes: long.MaxValue) ?? throw set.Changed($"more than {set.RowCount}");
        set.CheckPass(read.Set.RowCount, read.Skipped.Count);
        return new MemoryRows(read.Set);
    }

    /// <summary>All rows; <see langword="null"/> if they are to be streamed.</summary>
    private TrainingSet? ReadIfSmall(ExampleSource rows)
    {
        if (options.CacheInMemory == false)
            return null;
        var mostBytes = options.CacheInMemory == true ? long.MaxValue : options.StreamingSizes.CacheBytes;
        if (Read(rows, rows.ViewRowCount, long.MaxValue, mostBytes) is { } found)
        {
            found.Skipped.Warn(channel, rows.What);
            CheckAny(found.Set.RowCount, rows);
            return found.Set;
        }

        channel.Info(
            "The {0} is streamed: its features take more than {1} bytes of memory. The option cacheInMemory would keep them "
            + "there.", rows.What, options.StreamingSizes.CacheBytes);
        return null;
    }

    /// <summary>All rows; <see langword="null"/> as soon as there are too many.</summary>
    private (TrainingSet Set, SkippedRows Skipped)? Read(ExampleSource rows, long? expectedRows, long mostRows, long mostBytes)
    {
        var limits = new ReadingLimits(expectedRows, mostRows, mostBytes, new MemoryRoom(rows));
        var buffer = new RowBuffer(rows);
        try
        {
            return Cancellably(() => Read(rows, limits, buffer)) is { } skipped
                ? (buffer.ToTrainingSet(), skipped) : null;
        }
        catch (OutOfMemoryException e) when (limits.Room.IsShort)
        {
            throw limits.Room.NoRoomAfter(buffer.Count, e);
        }
    }

    /// <returns>The rows left out; <see langword="null"/> if there are too many others.</returns>
    private SkippedRows? Read(ExampleSource rows, ReadingLimits limits, RowBuffer buffer)
    {
        if (!limits.Allow(buffer))
            return null;
        using var cursor = rows.Open();
        while (cursor.MoveNext())
        {
            checkAlive();
            if (!limits.AllowNext(buffer))
                return null;
            buffer.Add(cursor);
        }

        limits.Room.CheckRest(buffer.Count);
        return cursor.Skipped;
    }

    private RowSurvey Survey(ExampleSource rows, int classCount, bool warns = true)
    {
        var survey = Cancellably(() => RowSurvey.Of(rows, classCount, withChecksum: options.CheckpointPath != null, checkAlive));
        if (warns)
            survey.Skipped.Warn(channel, rows.What);
        CheckAny(survey.Train.Count + survey.SetAside.Count, rows);
        return survey;
    }

    /// <summary>
    /// Reads on a thread of its own where a token may cancel, so that a cursor that blocks does not keep <c>Fit</c> from ending; else
    /// on the caller's, as ML.NET's trainers do.
    /// </summary>
    private T Cancellably<T>(Func<T> read) => options.CancellationToken.CanBeCanceled ? ReadingThread.Run(read, checkAlive) : read();

    private void CheckAny(long count, ExampleSource rows)
    {
        if (count == 0)
        {
            throw channel.Except(
                $"The {rows.What} has no usable row: it is empty, or every row has a missing or infinite feature{(rows.LabelCount > 0 ? " or label" : "")}, "
                + $"or a weight that is not finite and above 0{(rows.Window == null ? "" : ", or a series window that does not vary")}.");
        }
    }
}
