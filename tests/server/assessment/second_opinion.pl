#!/usr/bin/perl
# SPDX-License-Identifier: GPL-3.0-or-later
# The score of a year once more, by other hands: reads only an exported archive (packages/) with unzip and perl-base,
# shares no code with cundang. Knows what docs/formats/assessment.md and rules.md say of duties of lists, of addressees and of
# those who attended, their due dates, absence, criticism, hand scores, review, rescaling, veto by accident, quota and 认定;
# dies where a record of the archive brings a judged rule to life that needs more.
#   second_opinion.pl ARCHIVE YEAR ON [SCORING-PACK.xml ...]   prints: UNIT total, and "veto" behind a vetoed one
use strict;
use warnings;
use utf8;
binmode $_, ':utf8' for *STDIN, *STDOUT, *STDERR;    # the pragma `open` and Encode are not in perl-base

my ($archive, $year, $on_text, @what_if) = @ARGV;
die "usage: second_opinion.pl ARCHIVE YEAR ON [PACK...]\n" unless $on_text;

# ---- days: numbers since 1970-01-01 ----
sub day_of {
  my ($y, $m, $d) = $_[0] =~ /^(\d{4})-(\d\d)-(\d\d)/ or die "no day: $_[0]";
  $y-- if $m <= 2;
  my $era = int($y / 400);
  my $yoe = $y - $era * 400;
  my $doy = int((153 * ($m + ($m > 2 ? -3 : 9)) + 2) / 5) + $d - 1;
  return $era * 146097 + $yoe * 365 + int($yoe / 4) - int($yoe / 100) + $doy - 719468;
}
sub beijing_day { my $t = shift; my $d = day_of($t); return $t =~ /T(\d\d):/ && $1 >= 16 ? $d + 1 : $d; }    # of UTC

# ---- XML: enough for record.xml, which the archive has checked ----
sub decode { my $s = shift; $s =~ s/&lt;/</g; $s =~ s/&gt;/>/g; $s =~ s/&quot;/"/g; $s =~ s/&apos;/'/g; $s =~ s/&amp;/&/g; $s }
sub parse {
  my $xml = shift;
  $xml =~ s/<!--.*?-->//gs;
  $xml =~ s/<\?.*?\?>//gs;
  my $root = { name => '', kids => [], text => '' };
  my @open = ($root);
  while ($xml =~ /\G(?:([^<]+)|<(\/?)([\w.-]+)((?:\s+[\w:.-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>)/gc) {
    if (defined $1) { $open[-1]{text} .= decode($1); next }
    if ($2) { pop @open; next }
    my $node = { name => $3, kids => [], text => '' };
    my ($attributes, $empty) = ($4, $5);
    $node->{at}{$1} = decode($2 // $3) while $attributes =~ /([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
    push @{ $open[-1]{kids} }, $node;
    push @open, $node unless $empty;
  }
  return $root->{kids}[0];
}
sub at { my ($n, $k) = @_; $n && defined $n->{at}{$k} ? $n->{at}{$k} : '' }
sub kids { my ($n, $k) = @_; $n ? grep { $_->{name} eq $k } @{ $n->{kids} } : () }
sub kid { my ($first) = kids(@_); return $first }
sub path { my ($n, @p) = @_; my @at = ($n); for my $k (@p) { @at = map { kids($_, $k) } @at } @at }
sub said { my $n = kid(@_); my $t = $n ? $n->{text} : ''; $t =~ s/^\s+|\s+$//g; $t }

# ---- the archive ----
sub run { open my $p, '-|:utf8', @_ or die "$_[0]: $!"; local $/; my $t = <$p>; close $p; $t // '' }
sub keys_of { my %k; /^([a-z][a-z0-9-]*) (.*)$/ and push @{ $k{$1} }, $2 for split /\n/, $_[0]; \%k }
my (@records, @refusals, @closes);
for my $file (split /\n/, run('find', "$archive/packages", '-name', '*.asice')) {
  my $s = keys_of(run('unzip', '-p', $file, 'META-INF/statement.txt'));
  my ($leaf) = run('unzip', '-p', $file, 'META-INF/proof.txt') =~ /^index (\d+)$/m;
  my $xml = parse(run('unzip', '-p', $file, 'record.xml'));
  my $kind = $s->{kind}[0];
  push @records, { leaf => $leaf, number => $s->{accession}[0], unit => $s->{unit}[0], counter => $s->{'unit-counter'}[0],
    person => $s->{person}[0], day => beijing_day($s->{received}[0]), kind => $kind, xml => $xml, content => kid($xml, $kind) };
}
for my $file (split /\n/, run('find', "$archive/packages", '-name', 'L*.zip')) {
  for my $entry (grep { /\.statement$/ } split /\n/, run('unzip', '-Z1', $file)) {
    my $text = run('unzip', '-p', $file, $entry);
    my $leaf = 0 + substr($entry, 0, 12);
    my $s = keys_of($text);
    push @refusals, { leaf => $leaf, unit => $s->{unit}[0], day => beijing_day($s->{received}[0]) } if $text =~ /^\S+ refusal/;
    push @closes, { leaf => $leaf, day => day_of($s->{day}[0]), counters => $s->{'unit-counter'} // [] } if $text =~ /^\S+ day-close/;
  }
}
@records = sort { $a->{leaf} <=> $b->{leaf} } @records;
@closes = sort { $a->{day} <=> $b->{day} } @closes;

# ---- the freeze: what comes later moves nothing ----
my $on = day_of($on_text);
my ($freeze) = grep { $_->{kind} eq 'assessment-freeze' && said($_->{content}, 'year') eq $year } @records;
if ($freeze) {
  @records = grep { $_->{leaf} < $freeze->{leaf} } @records;
  @refusals = grep { $_->{leaf} < $freeze->{leaf} } @refusals;
  @closes = grep { $_->{leaf} < $freeze->{leaf} } @closes;
  $on = $freeze->{day} if $freeze->{day} < $on;
}
my %by_number = map { $_->{number} => $_ } @records;

# ---- packs ----
my (%class, %off, %policy, %list, @rules, @packs, @quotas);
for my $r (@records) {
  my $c = $r->{content};
  if ($r->{kind} eq 'unit-register') { $class{ at($_, 'code') } = at($_, 'class') for kids($c, 'unit') }
  if ($r->{kind} eq 'calendar') { $off{ day_of(at($_, 'date')) } = at($_, 'off') for kids($c, 'day') }
  if ($r->{kind} eq 'policy-pack') { $policy{ at($_, 'id') } = { days => at($_, 'days'), unit => at($_, 'unit'), filed => $r->{day} } for kids($c, 'policy') }
  if ($r->{kind} eq 'list') { $list{ at($c, 'name') } = [ grep { $_ } map { at($_, 'unit') } kids($c, 'member') ] }
  if ($r->{kind} eq 'rule-pack') { push @rules, { x => $_, filed => $r->{day} } for kids($c, 'rule') }
  if ($r->{kind} eq 'quotas' && at($c, 'year') eq $year) { push @quotas, { x => $_, pack => $r->{number}, filed => $r->{day} } for kids($c, 'quota') }
  push @packs, $c if $r->{kind} eq 'scoring-pack' && at($c, 'example') ne 'true';
}
push @packs, kid(parse(do { open my $f, '<:utf8', $_ or die "$_: $!"; local $/; <$f> }), 'scoring-pack') for @what_if;
sub works { my $d = shift; exists $off{$d} ? $off{$d} ne 'true' : ($d + 3) % 7 < 5 }
sub next_working { my $d = shift; $d++ until works($d); $d }
sub after { my ($d, $p) = @_; if ($p->{unit} eq 'calendar') { return next_working($d + $p->{days}) } my $n = $p->{days}; while ($n > 0) { $d++; $n-- if works($d) } $d }
sub sha_id { my $text = join("\n", @_); utf8::encode($text); my $pid = open(my $p, '-|'); if (!$pid) { open my $o, '|-', 'sha256sum'; binmode $o, ':raw'; print $o $text; close $o; exit 0 } local $/; my $h = <$p>; close $p; substr($h, 0, 32) }

my $close = day_of(($year + 1) . '-01-15');
for (@rules) { my $due = kid($_->{x}, 'due'); $close = after($close, $policy{ at($due, 'policy') }) if at($_->{x}, 'row') eq '10e' && at($due, 'policy') }
my $to = $on < $close ? $on : $close;

# ---- duties of the rows that the packs judge ----
my %judged = map { $_ => 1 } map { split / /, at($_, 'rows') } map { kids($_, 'indicator') } @packs;
my %served;    # trigger → unit → day
for my $r (grep { $_->{kind} eq 'acknowledgement' } @records) {
  my ($at) = said($r->{content}, 'at') =~ /^(\d{4}-\d\d-\d\d)/;
  $served{ at(kid($r->{content}, 'record'), 'id') }{ $r->{unit} } //= day_of($at);
}
# Who owes something by a rule because of a record: unit, item, parts, and the matter that has a term of its own.
sub owing {
  my ($rule, $each, $r) = @_;
  my ($select, $id) = (at($each, 'select'), at($rule, 'id'));
  return map { { unit => at($_, 'code') } } path($r->{xml}, 'document', 'addressees', 'unit') if $select eq 'addressees';
  my @matters = path($r->{content}, 'matters', 'matter');
  my $own = sub { my $m = shift; at($m, 'due') || at($m, 'term') ? $m : undef };
  if ($select eq 'attendees/unit' && at($each, 'where') eq 'attendance') {    # 实到、代会, and who leads a matter: its parts
    my %in = map { $_ => 1 } split / /, at($each, 'in');
    my @units = map { at($_, 'code') } grep { $in{ at($_, 'attendance') || at($each, 'default') } } path($r->{content}, 'attendees', 'unit');
    my %here = map { $_ => 1 } @units;
    push @units, grep { !$here{$_}++ } map { at($_, 'lead') } @matters;
    return map {
      my $unit = $_;
      my @led = grep { at($_, 'lead') eq $unit } @matters;
      ({ unit => $unit, parts => [ map { at($_, 'id') } grep { !$own->($_) } @led ] },
        map { { unit => $unit, item => at($_, 'id'), own => $_ } } grep { $own->($_) } @led);
    } @units;
  }
  return map { { unit => at($_, 'lead'), item => at($_, 'id'), own => $own->($_) } } @matters if $select eq 'matters/matter@lead';
  return map { my $m = $_; map { { unit => at($_, 'code'), item => at($m, 'id'), own => $own->($m) } } path($m, 'contributing', 'unit') } @matters
    if $select eq 'matters/matter' && at($each, 'units') eq 'contributing/unit';
  return map { { unit => at($_, 'unit') } } path($r->{content}, 'persons', 'person') if $select eq 'persons/person@unit';
  return map { { unit => at($_, 'code') } } path($r->{content}, 'inspected', 'unit') if $select eq 'inspected/unit';
  die "cannot: $id of $r->{number}";
}
my %day_in = ('talk-time' => 'talk-time', 'inspection-begins' => 'from');    # events that stand in the trigger
sub due_of {    # none before service
  my ($served, $due, $r, $own) = @_;
  return undef unless defined $served;
  my $policy = at($due, 'policy') ? $policy{ at($due, 'policy') } : { days => at($due, 'days'), unit => at($due, 'unit') };
  if (my $element = $day_in{ at($due, 'from') }) {
    my ($day) = said($r->{content}, $element) =~ /^(\d{4}-\d\d-\d\d)/ or die "no $element: $r->{number}";
    return after(day_of($day), $policy);
  }
  die "cannot date: $r->{number}" unless at($due, 'from') eq 'served';
  return after($served, $policy) unless $own;
  return next_working(day_of(at($own, 'due'))) if at($own, 'due');
  return after($served, { days => at($own, 'term'), unit => at($own, 'days') });
}
my @duties;
for my $rule (@rules) {
  my $x = $rule->{x};
  next unless $judged{ at($x, 'row') };
  my ($each, $due) = (kid($x, 'each'), kid($x, 'due'));
  if (my $every = kid($x, 'every')) {
    for my $y ($year, $year + 1) {
      for my $month (split / /, at($every, 'month')) {
        my %months = (quarter => 3, 'half-year' => 6, year => 12);
        my $length = $months{ at($every, 'period') } or die 'period';
        my $begin = int(($month - 1) / $length) * $length + 1;    # of the period that holds the due day
        my ($py, $pi) = ($y, int(($month - 1) / $length) + 1);
        if (at($every, 'about') ne 'current' && --$pi == 0) { $py--; $pi = 12 / $length }
        next unless $py == $year;
        my $period = $length == 12 ? "$py" : $length == 6 ? "$py-H$pi" : "$py-Q$pi";
        my $arose = day_of(sprintf '%04d-%02d-01', $y, $begin);
        my $day = next_working(day_of(sprintf '%04d-%02d-%02d', $y, $month, at($every, 'day')));
        $arose = $rule->{filed} if $arose < $rule->{filed};
        next if $day < $arose || $arose > $to;
        push @duties, { rule => at($x, 'id'), row => at($x, 'row'), owes => at($each, 'owes'), unit => $_, period => $period,
          arose => $arose, due => $day, id => sha_id(at($x, 'id'), $period, $_, '') } for @{ $list{ at($each, 'list') } };
      }
    }
    next;
  }
  my $trigger = kid($x, 'on');
  for my $r (grep { $_->{kind} eq at($trigger, 'kind') && $_->{day} >= $rule->{filed} } @records) {
    next if at($trigger, 'series') && at($r->{content}, 'series') ne at($trigger, 'series');
    for my $owed (owing($x, $each, $r)) {
      my ($unit, $item) = ($owed->{unit}, $owed->{item} // '');
      next if at($each, 'classes') && !grep { $class{$unit} eq $_ } split / /, at($each, 'classes');
      my $policy = $policy{ at($due, 'policy') };
      push @duties, { rule => at($x, 'id'), row => at($x, 'row'), owes => at($each, 'owes'), unit => $unit, trigger => $r->{number}, arose => $r->{day},
        item => $item, parts => $owed->{parts} // [], after_fact => !$owed->{own} && $policy && $policy->{filed} > $r->{day},
        due => due_of($served{ $r->{number} }{$unit}, $due, $r, $owed->{own}), id => sha_id(at($x, 'id'), $r->{number}, $unit, $item) };
    }
  }
}
my %discharging;
my %numbered;    # 发文字号 → record
for my $r (@records) { my $no = said(kid($r->{xml}, 'document'), 'doc-no'); $numbered{$no} //= $r->{number} if $no ne '' }
for my $r (@records) {
  for my $a (path($r->{xml}, 'answers', 'answer')) {
    for my $d (grep { $_->{unit} eq $r->{unit} && $_->{owes} eq $r->{kind} } @duties) {
      next unless ($d->{trigger} // '') eq (at($a, 'record') || $numbered{ at($a, 'doc-no') } || '-') || ($d->{rule} eq at($a, 'rule') && ($d->{period} // '') eq at($a, 'period'));
      my ($item, @parts) = (at($a, 'item'), @{ $d->{parts} // [] });
      next if $item ne '' && $item ne ($d->{item} // '') && !grep { $_ eq $item } @parts;
      $discharging{ $r->{number} } = 1;
      $d->{met}{$_} = 1 for $item eq '' ? @parts : $item;
      $d->{answered} = $r->{day} if !defined $d->{answered} && $r->{day} <= $to && !grep { !$d->{met}{$_} } @parts;
    }
  }
}

# ---- stages ----
my (%sheet, %reviewed, %asked);
for my $r (@records) {
  next unless said($r->{content}, 'year') eq $year;
  my $unit = at(kid($r->{content}, 'unit'), 'code');
  push @{ $sheet{$unit} }, $r if $r->{kind} eq 'scoring-sheet';
  push @{ $reviewed{$unit} }, path($r->{content}, 'items', 'item') if $r->{kind} eq 'appeal-review';
  if ($r->{kind} eq 'consultation') { for my $u ($unit || keys %class) { $asked{$u} = 1 if after($r->{day}, $policy{'考核-申诉'}) < $on } }
  $asked{ $r->{unit} } = 1 if $r->{kind} eq 'appeal';
}
sub may_cost {    # absence: n of n, every candidate rejected, the unit asked
  my $d = shift;
  my ($day_close) = (grep { $_->{day} <= $to } @closes)[-1];
  return 0 unless $day_close && $day_close->{day} > $d->{due} && $asked{ $d->{unit} };
  my ($stated) = map { /^\Q$d->{unit}\E (\d+)/ ? $1 : () } @{ $day_close->{counters} };
  my @mine = grep { $_->{unit} eq $d->{unit} && $_->{leaf} < $day_close->{leaf} } @records;
  return 0 unless @mine == ($stated // 0);
  my @items = grep { at($_, 'obligation') eq $d->{id} } map { path($_->{content}, 'items', 'item') } @{ $sheet{ $d->{unit} } };
  return 0 unless @items;
  my %rejected = map { at($_, 'of') => 1 } map { kids($_, 'check') } @items;
  my @candidates = map { $_->{number} } grep { kid($_->{xml}, 'body') && !$discharging{ $_->{number} } && $_->{day} >= $d->{arose} && $_->{kind} ne 'acknowledgement' } @mine;
  push @candidates, map { "log/$_->{leaf}" } grep { $_->{unit} eq $d->{unit} && $_->{day} >= $d->{arose} && $_->{leaf} < $day_close->{leaf} } @refusals;
  return !grep { !$rejected{$_} } @candidates;
}
sub hand {    # points two different persons have filed, with evidence
  my ($unit, $indicator) = @_;
  my ($points, $by, $number, $ok, $evidence);
  for my $r (@{ $sheet{$unit} }) {
    for my $i (grep { at($_, 'indicator') eq $indicator && !at($_, 'obligation') && at($_, 'points') ne '' } path($r->{content}, 'items', 'item')) {
      if (defined $number && at(kid($r->{content}, 'about'), 'id') eq $number) { $ok = 1 if $evidence && $r->{person} ne $by && at($i, 'points') == $points; next }
      ($points, $by, $number, $ok, $evidence) = (at($i, 'points'), $r->{person}, $r->{number}, 0, scalar kids($i, 'evidence'));
    }
  }
  return $ok ? $points : undef;
}
# ---- accidents: one chain is one accident, told by its last report; Order 493 art. 3 ----
my (%chain, @accidents);
for my $r (grep { $_->{kind} eq 'accident' } @records) {
  my $previous = at(kid($r->{content}, 'previous'), 'record');
  my $accident = $chain{ $r->{number} } = $previous && $chain{$previous} || { first => $r->{number} };
  push @accidents, $accident if $accident->{first} eq $r->{number};
  my $c = $r->{content};
  my ($day) = said($c, 'occurred') =~ /^(\d{4}-\d\d-\d\d)T.*\+08:00$/ or die "occurred: $r->{number}";
  %$accident = (%$accident, day => day_of($day), year => substr($day, 0, 4), by => $r->{unit}, cancelled => said($c, 'report') eq 'cancelled',
    map { $_ => said($c, $_) } qw(district sector deaths serious-injuries loss));
}
@accidents = sort { $a->{day} <=> $b->{day} || $a->{first} cmp $b->{first} } grep { !$_->{cancelled} && $_->{year} eq $year && $_->{day} <= $to } @accidents;
sub leads { my ($unit, $a) = @_; grep { $_ eq $unit } @{ $list{"行业主管：$a->{sector}"} // [] } }
sub answers_for { my ($unit, $a) = @_; $a->{district} eq $unit || leads($unit, $a) }
sub vouched { my $a = shift; answers_for($a->{by}, $a) || ($class{ $a->{by} } // '') =~ /^(office|bureau|committee|government)$/ }
sub over_quota {    # quota packs whose number the deaths pass, by a quota that was there before them
  my ($unit, $force) = @_;
  my (%scope, @over);
  push @{ $scope{ at($_->{x}, 'unit') . '|' . at($_->{x}, 'sector') } }, $_ for grep { at($_->{x}, 'indicator') eq '死亡人数' } @quotas;
  for my $name (sort keys %scope) {
    my ($whose, $sector) = split /\|/, $name, -1;
    next unless $whose eq $unit || ($whose eq '' && $sector ne '');
    for my $quota (reverse @{ $scope{$name} }) {
      my ($deaths, $day) = (0, undef);
      for my $a (grep { $_->{deaths} > 0 && vouched($_) && ($sector eq '' || $_->{sector} eq $sector) } @accidents) {
        next unless $whose eq '' ? leads($unit, $a) : answers_for($unit, $a);
        $deaths += $a->{deaths};
        $day //= $a->{day} if $deaths > at($quota->{x}, 'value');
      }
      last unless defined $day;
      next if $day < $quota->{filed} && $day > $force;
      push @over, $quota->{pack} if $day > $force;
      last;
    }
  }
  return @over;
}
sub vetoed {
  my ($unit, $pack) = @_;
  for my $i (grep { at($_, 'method') eq 'veto' } kids($pack, 'indicator')) {
    my $force = day_of(at($i, 'from') || at(kid($pack, 'authority'), 'in-force'));
    my %ground = map { $_ => 1 } split / /, at($i, 'grounds');
    my %lifted = map { at($_, 'record') => 1 } grep { at($_, 'indicator') eq at($i, 'id') && at($_, 'points') ne '' } @{ $reviewed{$unit} // [] };
    my @by;
    push @by, map { $_->{first} } grep { answers_for($unit, $_) && vouched($_) && $_->{day} > $force
      && ($_->{deaths} >= 10 || $_->{'serious-injuries'} >= 50 || $_->{loss} >= 50_000_000) } @accidents if $ground{'major-accident'};
    push @by, over_quota($unit, $force) if $ground{'deaths-over-quota'};
    push @by, map { $_->{number} } grep { $_->{kind} eq 'fault-finding' && said($_->{content}, 'kind') eq 'concealment' && $_->{day} > $force
      && $_->{day} >= day_of("$year-01-01") && $_->{day} <= day_of("$year-12-31") && at(kid($_->{content}, 'unit'), 'code') eq $unit } @records if $ground{concealment};
    return 1 if defined hand($unit, at($i, 'id')) || grep { !$lifted{$_} } @by;
  }
  return 0;
}
sub rounded { my $x = shift; int($x * 100 + 0.5 + 1e-9) / 100 }
sub least { $_[0] < $_[1] ? $_[0] : $_[1] }

# ---- one card ----
sub total {
  my ($unit, $pack) = @_;
  my ($got, $possible, $full, $bonus) = (0, 0, 0, 0);
  my (%charged, %finding);
  my $force = day_of(at(kid($pack, 'authority'), 'in-force'));
  for my $i (sort { (at($b, 'method') eq 'criticism') <=> (at($a, 'method') eq 'criticism') } kids($pack, 'indicator')) {
    my ($id, $method, $points) = (at($i, 'id'), at($i, 'method'), at($i, 'points'));
    my @reviews = grep { at($_, 'indicator') eq $id } @{ $reviewed{$unit} // [] };
    $full += $points unless $method =~ /^(bonus|veto)$/;
    if ($method eq 'criticism') {
      my $lost = 0;
      for my $r (grep { $_->{kind} eq 'criticism' } @records) {
        my $f = $by_number{ at(kid($r->{content}, 'fault'), 'finding') };
        next unless grep { at($_, 'code') eq $unit } path($r->{content}, 'criticised', 'unit');
        next unless $f && at(kid($f->{content}, 'unit'), 'code') eq $unit && !$finding{ $f->{number} }++;
        $charged{ at(kid($f->{content}, 'obligation'), 'id') } = 1;
        my ($review) = grep { at($_, 'record') eq $r->{number} && at($_, 'points') ne '' } @reviews;
        $lost += $review ? -at($review, 'points') : at($i, 'each');
      }
      $got += $points > $lost ? $points - $lost : 0;
      $possible += $points;
    } elsif ($method eq 'by-hand' || $method eq 'bonus') {
      my $given = hand($unit, $id);
      next unless defined $given;
      if ($method eq 'bonus') { $bonus += least($given, $points); next }
      $got += least($given, $points);
      $possible += $points;
    } elsif ($method eq 'rate' || $method eq 'deduct') {
      my ($count, $credit, $lost, $seen) = (0, 0, 0, 0);
      my %row = map { $_ => 1 } split / /, at($i, 'rows');
      for my $d (grep { $row{ $_->{row} } && $_->{unit} eq $unit } @duties) {
        next unless defined $d->{due};
        my $late = defined $d->{answered} && $d->{answered} > $d->{due};
        my $missing = !defined $d->{answered} && $d->{due} < $to;
        next unless defined $d->{answered} || $missing;
        if ($late || $missing) {
          next if $d->{after_fact} || $d->{arose} <= $force;
          if ($charged{ $d->{id} }) { $seen = 1; next }
          next if $missing && !may_cost($d);
          $charged{ $d->{id} } = 1;
        }
        my ($review) = grep { at($_, 'obligation') eq $d->{id} } @reviews;
        $seen = 1;
        next if $method eq 'rate' && $review;
        $count++;
        $credit += $late ? at($i, 'late-credit') || 0 : $missing ? 0 : 1;
        my $cost = $missing ? at($i, 'missing') || 0 : 0;
        if ($late) { $cost = (at($i, 'late') || 0) * (at($i, 'late-days') eq 'calendar' ? $d->{answered} - $d->{due} : grep { works($_) } $d->{due} + 1 .. $d->{answered}) }
        $cost = least($cost, at($i, 'each-max')) if at($i, 'each-max') ne '';
        $cost = -at($review, 'points') if $review;
        $lost += $cost;
      }
      next unless $seen;
      $got += $method eq 'deduct' ? ($points > $lost ? $points - $lost : 0) : $count ? rounded($points * $credit / $count) : $points;
      $possible += $points;
    }
  }
  my $total = $possible && $possible != $full ? rounded($got * $full / $possible) : $got;
  return $total + $bonus;
}
my %pack_of;
for (@packs) { $pack_of{ at($_, 'class') } = $_ if at($_, 'year') eq $year }
for my $unit (sort keys %class) {
  my $pack = $pack_of{ $class{$unit} } or next;
  print "$unit ", total($unit, $pack), (vetoed($unit, $pack) ? ' veto' : ''), "\n";
}
