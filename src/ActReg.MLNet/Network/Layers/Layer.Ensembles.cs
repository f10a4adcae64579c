namespace ActReg.MLNet;

public abstract partial record Layer
{
    /// <summary>
    /// An ensemble in one network: makes [members, units] of [units], for each member the units times factors of its own, which are trained and 1 or -1 at random at first. All layers behind it are
    /// shared; the output layer, which trainers add, has weights of its own for each member (TabM-mini: Gorishniy, Kotelnikov and Babenko, "TabM: advancing tabular deep learning with
    /// parameter-efficient ensembling", 2024; after Wen, Tran and Ba, "BatchEnsemble: an alternative approach to efficient ensemble and lifelong learning", 2020).
    /// </summary>
    /// <remarks>
    /// <para>
    /// In training the loss is the mean of the members' losses, each by its own outputs. What is scored and validated by is the mean of their probabilities (in binary classification the Score is its logit; of
    /// multilabel classification of each label's), in regression that of their predictions, of quantiles that of their quantiles. So a history's losses and accuracies of training rows are members' means, those of
    /// validation rows the ensemble's. Label smoothing, class weights and weights of rows act on each member; one temperature calibrates the mean.
    /// </para>
    /// <para>
    /// Layers behind it must compute each member by itself: <see cref="Dense"/>, <see cref="Activation(ActReg.MLNet.Activation, ActReg.MLNet.ActivityRegularizer?)"/>, <see cref="ParametricActivation"/>, <see cref="Dropout"/>, which drops of each member other values,
    /// <see cref="LayerNorm"/> (by the <c>Torch</c> engine), <see cref="Scale"/> and <see cref="ActivityRegularization"/>. All others stand before it or are refused. A penalty on outputs counts those of all members: divide its strength by
    /// <paramref name="members"/> for what it is with one. Pruning leaves layers behind it as they are. Training and scoring take nearly <paramref name="members"/> times as long for these layers.
    /// </para>
    /// </remarks>
    /// <param name="members">How many members, at least 2; TabM has 32.</param>
    /// <param name="activityRegularizer">The penalty on the output; <see langword="null"/> for none.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="members"/> is less than 2.</exception>
    public static BatchEnsembleLayer BatchEnsemble(int members, ActivityRegularizer? activityRegularizer = null) => new(members, activityRegularizer);

    /// <summary>Whether it makes members of an ensemble, each of which has a place.</summary>
    internal virtual bool MakesMembers => false;

    /// <summary>Whether it computes each timestep of a sequence by itself.</summary>
    internal virtual bool KeepsPlacesApart => false;
}
