using CreditBridge.Core.Grants;
using CreditBridge.Core.Requests;

namespace CreditBridge.Web.Pages.MyRequests;

/// <summary>Where a request stands on its way (received, looked at, decided, posted), and what happens next, by when.</summary>
/// <param name="Reached">How many of the steps are done.</param>
/// <param name="By">Local date.</param>
internal sealed record NextStep(IReadOnlyList<string> Steps, int Reached, string Sentence, DateOnly? By)
{
    public static NextStep Of(OwnRequestView view)
    {
        var (request, grants) = (view.Request, view.Grants);
        var lines = grants.SelectMany(grant => grant.Lines).ToList();
        var givesNothing = request.State == RequestState.Decided && lines.Count == 0 && !request.Lines.Exists(line => line.State == LineState.OnCondition);
        IReadOnlyList<string> steps = givesNothing ? ["Received", "Looked at", "Decided"] : ["Received", "Looked at", "Decided", "On your record"];
        var isPosted = lines.Count > 0 && lines.TrueForAll(line => line.Posting is { State: PostingState.Posted or PostingState.OnTranscript });
        return request.State switch
        {
            RequestState.Withdrawn => new(steps, 0, "You withdrew it. You can ask anew at any time.", null),
            RequestState.MoreInformation => new(steps, 1, "We asked you something: please answer below. Until then the rest waits.", request.TurnDueOn),
            RequestState.WithFaculty => new(steps, 1, "Faculty of the department looks at it. You need not do anything.", request.PromisedOn),
            RequestState.Appealed => new(steps, 1, "Somebody who took no part in the first decision looks at it again. You need not do anything.", request.PromisedOn),
            RequestState.Decided when grants.FirstOrDefault(grant => grant.State == GrantState.Offered) is { } offer => new(steps, 3, "Credit is offered to you: accept or decline it under My credit.", offer.AnswerDueOn),
            RequestState.Decided when request.Lines.Exists(line => line.State == LineState.OnCondition) => new(steps, 3, "Part of it is approved on a condition: it is granted once that is met.", null),
            RequestState.Decided when givesNothing => new(steps, 3, request.IsFinal ? "It is decided after an appeal, and that is final." : "It is decided. If you think otherwise, you may appeal below.", null),
            RequestState.Decided when isPosted => new(steps, 4, "Done: the credit stands on your record.", null),
            RequestState.Decided when lines.TrueForAll(line => line.ReversedAt is not null) || grants.All(grant => grant.State is GrantState.DeclinedByLearner or GrantState.Lapsed) => new(steps, 3, "It is decided, and no credit of it is in force.", null),
            RequestState.Decided => new(steps, 3, "The credit is being entered in the student system, mostly overnight. You need not do anything.", null),
            _ => new(steps, 1, "A person in the registrar’s office looks at it. You need not do anything.", request.PromisedOn),
        };
    }
}
