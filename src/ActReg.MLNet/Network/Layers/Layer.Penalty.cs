namespace ActReg.MLNet;

public abstract partial record Layer
{
    /// <summary>Whether it is there for its penalty alone, and puts out what it gets.</summary>
    internal virtual bool IsPenaltyOnly => false;

    /// <summary>Whether it is an activation function alone, so that what it gets is not what the network passes on.</summary>
    internal virtual bool IsFunctionOnly => false;

    /// <summary>Whether its outputs are activities: values of a function that is not linear.</summary>
    internal virtual bool HasActivities => OutputFunction is { } function && function != ActReg.MLNet.Activation.Linear;

    /// <summary>The same with another penalty on its output, or none.</summary>
    internal Layer WithPenalty(ActivityRegularizer? activityRegularizer) => this with { ActivityRegularizer = activityRegularizer };

    /// <summary>The same without its activation function; itself where that is all it does, or where it has none that could be a layer of its own.</summary>
    internal virtual Layer WithoutFunction => this;
}
