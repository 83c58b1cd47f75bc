-- What intervals, control charts and comparisons of groups take, beside the totals of the first migration; and the people served.

-- Respondents of a unit by local day, with their own means (in 2520ths of a score) and the squares of these.
create table if not exists day_tallies (
  unit_id integer not null references units (id),
  day integer not null,
  respondents integer not null,
  own_means integer not null,
  own_mean_squares integer not null,
  primary key (unit_id, day)
) strict, without rowid;

-- Respondents of a unit and quarter by what they said of themselves, with the sum of their own means. Whoever said nothing is
-- what remains of the quarter's total. The hour is that of the answer; paper and imported sheets have none.
create table if not exists profile_tallies (
  quarter integer not null,
  unit_id integer not null references units (id),
  sex_male_respondents integer not null,
  sex_male_own_means integer not null,
  sex_female_respondents integer not null,
  sex_female_own_means integer not null,
  age_under_17_respondents integer not null,
  age_under_17_own_means integer not null,
  age_17_25_respondents integer not null,
  age_17_25_own_means integer not null,
  age_26_34_respondents integer not null,
  age_26_34_own_means integer not null,
  age_35_44_respondents integer not null,
  age_35_44_own_means integer not null,
  age_45_54_respondents integer not null,
  age_45_54_own_means integer not null,
  age_55_65_respondents integer not null,
  age_55_65_own_means integer not null,
  age_over_65_respondents integer not null,
  age_over_65_own_means integer not null,
  education_none_respondents integer not null,
  education_none_own_means integer not null,
  education_sd_respondents integer not null,
  education_sd_own_means integer not null,
  education_smp_respondents integer not null,
  education_smp_own_means integer not null,
  education_sma_respondents integer not null,
  education_sma_own_means integer not null,
  education_d3_respondents integer not null,
  education_d3_own_means integer not null,
  education_s1_respondents integer not null,
  education_s1_own_means integer not null,
  education_s2_respondents integer not null,
  education_s2_own_means integer not null,
  education_s3_respondents integer not null,
  education_s3_own_means integer not null,
  occupation_asn_respondents integer not null,
  occupation_asn_own_means integer not null,
  occupation_tni_respondents integer not null,
  occupation_tni_own_means integer not null,
  occupation_polri_respondents integer not null,
  occupation_polri_own_means integer not null,
  occupation_private_respondents integer not null,
  occupation_private_own_means integer not null,
  occupation_business_respondents integer not null,
  occupation_business_own_means integer not null,
  occupation_home_respondents integer not null,
  occupation_home_own_means integer not null,
  occupation_student_respondents integer not null,
  occupation_student_own_means integer not null,
  occupation_farmer_respondents integer not null,
  occupation_farmer_own_means integer not null,
  occupation_freelance_respondents integer not null,
  occupation_freelance_own_means integer not null,
  occupation_retired_respondents integer not null,
  occupation_retired_own_means integer not null,
  occupation_other_respondents integer not null,
  occupation_other_own_means integer not null,
  disability_no_respondents integer not null,
  disability_no_own_means integer not null,
  disability_yes_respondents integer not null,
  disability_yes_own_means integer not null,
  filled_by_self_respondents integer not null,
  filled_by_self_own_means integer not null,
  filled_by_family_respondents integer not null,
  filled_by_family_own_means integer not null,
  filled_by_staff_respondents integer not null,
  filled_by_staff_own_means integer not null,
  channel_phone_respondents integer not null,
  channel_phone_own_means integer not null,
  channel_paper_respondents integer not null,
  channel_paper_own_means integer not null,
  channel_kiosk_respondents integer not null,
  channel_kiosk_own_means integer not null,
  hour_morning_respondents integer not null,
  hour_morning_own_means integer not null,
  hour_afternoon_respondents integer not null,
  hour_afternoon_own_means integer not null,
  hour_evening_respondents integer not null,
  hour_evening_own_means integer not null,
  primary key (quarter, unit_id)
) strict, without rowid;

create index if not exists profile_tallies_by_unit on profile_tallies (unit_id, quarter);

-- How many people a unit, or one of its services, served in a month (202607 is July 2026). A number for the whole unit
-- stands before the sum over its services.
create table if not exists people_served (
  id integer primary key,
  unit_id integer not null references units (id),
  service_id integer,
  month integer not null check (month % 100 between 1 and 12),
  people integer not null check (people >= 0),
  entered_at integer not null,
  foreign key (service_id, unit_id) references services (id, unit_id)
) strict;

create unique index if not exists people_served_once on people_served (unit_id, month, coalesce(service_id, 0));

-- What the answers that came before amount to: each element is worth the mean of its questions, in twelfths of a score, and
-- integrity items are no part of a respondent's own mean.
create table if not exists migrated_responses (
  id integer primary key,
  own_mean integer not null,
  hour integer
) strict;

insert into migrated_responses (id, own_mean, hour)
with measured (question, element) as (
  values (1, 'requirements'), (2, 'procedure'), (3, 'completionTime'), (4, 'cost'), (5, 'product'), (6, 'competence'),
    (7, 'conduct'), (8, 'complaintHandling'), (9, 'facilities'), (101, 'requirements'), (102, 'requirements'),
    (103, 'procedure'), (104, 'procedure'), (106, 'completionTime'), (107, 'cost'), (110, 'product'), (111, 'competence'),
    (112, 'competence'), (113, 'conduct'), (114, 'conduct'), (117, 'complaintHandling'), (118, 'facilities'),
    (119, 'facilities')
), scores as (
  select responses.id, cast(round(12 * sum(answer.value) / count(*)) as integer) as score
  from responses join json_each(responses.answers) as answer
  left join measured on measured.question = cast(answer.key as integer)
  where measured.element is not null or cast(answer.key as integer) >= 1000
  group by responses.id, coalesce(measured.element, answer.key)
), own (id, own_mean) as (
  select id, (2 * 210 * sum(score) + count(*)) / (2 * count(*)) from scores group by id
)
select responses.id, coalesce(own.own_mean, 0),
  case when responses.channel = 'paper' or responses.import_id is not null then null
    else (responses.answered_at - responses.day * 86400
      + case units.zone when 'WIB' then 25200 when 'WITA' then 28800 else 32400 end) / 3600 end
from responses join units on units.id = responses.unit_id left join own on own.id = responses.id
where not exists (select 1 from day_tallies)
on conflict do nothing;

insert into day_tallies (unit_id, day, respondents, own_means, own_mean_squares)
select unit_id, day, count(*), sum(own_mean), sum(own_mean * own_mean)
from responses join migrated_responses using (id) where true group by unit_id, day
on conflict do nothing;

insert into profile_tallies
select dates.quarter, unit_id,
  coalesce(sum(sex = 'L'), 0), coalesce(sum((sex = 'L') * own_mean), 0),
  coalesce(sum(sex = 'P'), 0), coalesce(sum((sex = 'P') * own_mean), 0),
  coalesce(sum(age = '<17'), 0), coalesce(sum((age = '<17') * own_mean), 0),
  coalesce(sum(age = '17-25'), 0), coalesce(sum((age = '17-25') * own_mean), 0),
  coalesce(sum(age = '26-34'), 0), coalesce(sum((age = '26-34') * own_mean), 0),
  coalesce(sum(age = '35-44'), 0), coalesce(sum((age = '35-44') * own_mean), 0),
  coalesce(sum(age = '45-54'), 0), coalesce(sum((age = '45-54') * own_mean), 0),
  coalesce(sum(age = '55-65'), 0), coalesce(sum((age = '55-65') * own_mean), 0),
  coalesce(sum(age = '>65'), 0), coalesce(sum((age = '>65') * own_mean), 0),
  coalesce(sum(education = 'none'), 0), coalesce(sum((education = 'none') * own_mean), 0),
  coalesce(sum(education = 'SD'), 0), coalesce(sum((education = 'SD') * own_mean), 0),
  coalesce(sum(education = 'SMP'), 0), coalesce(sum((education = 'SMP') * own_mean), 0),
  coalesce(sum(education = 'SMA'), 0), coalesce(sum((education = 'SMA') * own_mean), 0),
  coalesce(sum(education = 'D3'), 0), coalesce(sum((education = 'D3') * own_mean), 0),
  coalesce(sum(education = 'S1'), 0), coalesce(sum((education = 'S1') * own_mean), 0),
  coalesce(sum(education = 'S2'), 0), coalesce(sum((education = 'S2') * own_mean), 0),
  coalesce(sum(education = 'S3'), 0), coalesce(sum((education = 'S3') * own_mean), 0),
  coalesce(sum(occupation = 'ASN'), 0), coalesce(sum((occupation = 'ASN') * own_mean), 0),
  coalesce(sum(occupation = 'TNI'), 0), coalesce(sum((occupation = 'TNI') * own_mean), 0),
  coalesce(sum(occupation = 'POLRI'), 0), coalesce(sum((occupation = 'POLRI') * own_mean), 0),
  coalesce(sum(occupation = 'private'), 0), coalesce(sum((occupation = 'private') * own_mean), 0),
  coalesce(sum(occupation = 'business'), 0), coalesce(sum((occupation = 'business') * own_mean), 0),
  coalesce(sum(occupation = 'home'), 0), coalesce(sum((occupation = 'home') * own_mean), 0),
  coalesce(sum(occupation = 'student'), 0), coalesce(sum((occupation = 'student') * own_mean), 0),
  coalesce(sum(occupation = 'farmer'), 0), coalesce(sum((occupation = 'farmer') * own_mean), 0),
  coalesce(sum(occupation = 'freelance'), 0), coalesce(sum((occupation = 'freelance') * own_mean), 0),
  coalesce(sum(occupation = 'retired'), 0), coalesce(sum((occupation = 'retired') * own_mean), 0),
  coalesce(sum(occupation = 'other'), 0), coalesce(sum((occupation = 'other') * own_mean), 0),
  0, 0,
  0, 0,
  coalesce(sum(filled_by = 'sendiri'), 0), coalesce(sum((filled_by = 'sendiri') * own_mean), 0),
  coalesce(sum(filled_by = 'keluarga'), 0), coalesce(sum((filled_by = 'keluarga') * own_mean), 0),
  coalesce(sum(filled_by = 'petugas'), 0), coalesce(sum((filled_by = 'petugas') * own_mean), 0),
  coalesce(sum(channel = 'phone'), 0), coalesce(sum((channel = 'phone') * own_mean), 0),
  coalesce(sum(channel = 'paper'), 0), coalesce(sum((channel = 'paper') * own_mean), 0),
  coalesce(sum(channel = 'kiosk'), 0), coalesce(sum((channel = 'kiosk') * own_mean), 0),
  coalesce(sum(hour < 12), 0), coalesce(sum((hour < 12) * own_mean), 0),
  coalesce(sum(hour between 12 and 16), 0), coalesce(sum((hour between 12 and 16) * own_mean), 0),
  coalesce(sum(hour > 16), 0), coalesce(sum((hour > 16) * own_mean), 0)
from responses join migrated_responses using (id)
join (
  select day, cast(strftime('%Y', day * 86400, 'unixepoch') as integer) * 10
    + (cast(strftime('%m', day * 86400, 'unixepoch') as integer) + 2) / 3 as quarter
  from (select distinct day from responses)
) as dates using (day)
where true group by dates.quarter, unit_id
on conflict do nothing;

drop table migrated_responses;

-- Where deleting does not fire triggers for a row that is replaced, as on D1, the guard against deletion alone would not hold.
CREATE TRIGGER IF NOT EXISTS responses_are_never_replaced BEFORE INSERT ON responses WHEN EXISTS (SELECT 1 FROM responses WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'responses are append-only'); END;

-- Whether somebody has a disability, or came with somebody who has. Asked from here on; may be left out, like all the rest.
alter table responses add column disability text;
