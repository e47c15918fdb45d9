using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Deciding;
using Tieout.Domain.Invoicing.Capping;
using Tieout.Domain.Ledger;
using Tieout.Domain.ProjectSetup;
using Tieout.Domain.TimeValidation;

namespace Tieout.Runtime.Engagements;

/// <summary>Decides commands in order, and folds what they record.</summary>
/// <remarks>
/// Work is assessed by terms and prices and not by other work, unless the firm wants time that looks
/// like other time suspected. So records of different work wait for each other and are folded at
/// once, before anything is decided that could see them.
/// </remarks>
/// <param name="state">As it is before the first command.</param>
/// <param name="reference">What the decisions are made by.</param>
/// <param name="evolve">Folds one event.</param>
/// <param name="logger">Is told of what is refused.</param>
internal sealed class BatchCourse(
    EngagementState state,
    ReferenceBook reference,
    Func<EngagementState, EngagementEvent, EngagementState> evolve,
    ILogger logger
)
{
    private readonly EngagementState _before = state;
    private readonly List<EngagementEvent> _events = [];
    private readonly List<Refusal> _refusals = [];
    private readonly List<Waiting> _waiting = [];
    private readonly HashSet<WorkId> _waitingWork = [];
    private EngagementState _state = state;

    /// <summary>Of what was recorded, how much no command asked for.</summary>
    public int Due { get; private set; }

    /// <summary>Decides one, unless what an earlier one let go of has to be opened again before.</summary>
    /// <returns>Whether it was decided.</returns>
    public bool TryDecide(EngagementCommand command, int index)
    {
        if (
            command is not RecordWork { Work.Id: var work }
            || _state.Alike is not null
            || _waitingWork.Contains(work)
        )
        {
            Fold();
        }

        if (!_state.NeedsNoMoreThan(_before) && _state.NeedsReopening(command))
        {
            return false;
        }

        try
        {
            switch (command.Decide(_state, reference))
            {
                case Decision<EngagementEvent>.Accepted
                {
                    Events: [EngagementEvent.WorkRecorded recorded]
                }:
                    _waiting.Add(new Waiting(recorded, command, index));
                    _waitingWork.Add(recorded.Work.Id);
                    break;
                case Decision<EngagementEvent>.Accepted accepted:
                    Fold(accepted.Events);
                    break;
                case Decision<EngagementEvent>.Rejected rejected:
                    _refusals.Add(new Refusal(index, rejected.Reason));
                    EngagementLog.CommandRefused(logger, _state.Id.Value, rejected.Reason.Code);
                    break;
            }
        }
        catch (Exception e) when (Defects.Is(e))
        {
            Refuse(command, index, e);
        }

        return true;
    }

    /// <summary>Lets go of what nothing is to be done with, and tells how far caps are used.</summary>
    public void Close(CapWatch caps)
    {
        Fold();
        var due = _state.Due(caps);
        Fold(due);
        Due = due.Count;
    }

    /// <summary>What came of the commands so far.</summary>
    public (
        EngagementState State,
        IReadOnlyList<EngagementEvent> Events,
        IReadOnlyList<Refusal> Refusals
    ) End()
    {
        Fold();
        return (_state, _events, _refusals);
    }

    private void Fold(IReadOnlyList<EngagementEvent> happened)
    {
        Fold();
        _state = happened.Aggregate(_state, evolve);
        _events.AddRange(happened);
    }

    private void Fold()
    {
        if (_waiting.Count == 0)
        {
            return;
        }

        var records = _waiting.ConvertAll(waiting => waiting.Recorded);
        try
        {
            _state = _state.EvolveAll(records);
            _events.AddRange(records);
        }
        catch (Exception e) when (Defects.Is(e))
        {
            FoldEach();
        }

        _waiting.Clear();
        _waitingWork.Clear();
    }

    /// <summary>Finds the culprit; those before and after it are not touched.</summary>
    private void FoldEach()
    {
        foreach (var (recorded, command, index) in _waiting)
        {
            try
            {
                _state = evolve(_state, recorded);
                _events.Add(recorded);
            }
            catch (Exception e) when (Defects.Is(e))
            {
                Refuse(command, index, e);
            }
        }
    }

    /// <summary>The command is refused as a whole.</summary>
    private void Refuse(EngagementCommand command, int index, Exception defect)
    {
        _refusals.Add(new Refusal(index, Defects.Rejection(defect)));
        EngagementLog.CommandFailed(logger, defect, _state.Id.Value, command.GetType().Name);
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Waiting(
        EngagementEvent.WorkRecorded Recorded,
        EngagementCommand Command,
        int Index
    );
}
