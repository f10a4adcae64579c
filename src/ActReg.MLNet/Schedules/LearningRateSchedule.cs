using System.Text.Json.Serialization;

namespace ActReg.MLNet;

/// <summary>How the learning rate changes during training: each step's is the option <c>LearningRate</c> times a factor.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "schedule")]
[JsonDerivedType(typeof(ConstantSchedule), "constant")]
public abstract record LearningRateSchedule
{
    private protected LearningRateSchedule()
    {
    }

    /// <summary>Always the same rate.</summary>
    public static LearningRateSchedule Constant { get; } = new ConstantSchedule();

    /// <summary>Begins a training.</summary>
    internal abstract ILearningRate Start();
}
